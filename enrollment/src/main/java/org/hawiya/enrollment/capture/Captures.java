package org.hawiya.enrollment.capture;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.hawiya.engine.FingerPosition;
import org.hawiya.engine.comparison.SourceAfis;
import org.hawiya.engine.extraction.Extraction;
import org.hawiya.engine.extraction.Extractor;
import org.hawiya.engine.gallery.Prints;
import org.hawiya.engine.image.GrayImage;
import org.hawiya.engine.image.ImageCodec;
import org.hawiya.engine.image.MalformedImageException;
import org.hawiya.engine.template.IsoTemplate;
import org.hawiya.engine.template.PackedTemplate;
import org.hawiya.engine.template.Template;
import org.hawiya.enrollment.application.Application;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.application.Applications;
import org.hawiya.enrollment.journal.Journal;
import org.hawiya.enrollment.operators.Acting;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.hawiya.enrollment.vault.DataKey;
import org.hawiya.enrollment.vault.Vault;
import org.hawiya.ledger.Detail;
import org.hawiya.ledger.LedgerEvent;
import org.jspecify.annotations.Nullable;

/**
 * Takes prints and exceptions while a person is at the desk. Changing methods want a transaction of
 * the caller. Thread-safe.
 */
public final class Captures {
    private static final int MAX_NOTE = 500;

    /**
     * One false match in ten thousand is 40; nine other fingers are looked at, and a wrong alarm
     * costs a retake.
     */
    private static final double SAME_FINGER_SCORE = 50;

    private final Applications applications;
    private final CaptureRepository repository;
    private final Vault vault;
    private final Journal journal;
    private final Clock clock;
    private final Extractor extractor = new Extractor();
    private final SourceAfis comparator = new SourceAfis();

    /**
     * A large image takes 300 MB for a moment; more of them at once than cores would only cost
     * memory.
     */
    private final Semaphore extracting =
            new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    Captures(
            Applications applications,
            CaptureRepository repository,
            Vault vault,
            Journal journal,
            Clock clock) {
        this.applications = applications;
        this.repository = repository;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    /** An image as it came, with what was found in it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record MeasuredImage(byte[] file, int dpi, Extraction extraction) {
        @Override
        public String toString() {
            return "[REDACTED]";
        }
    }

    /**
     * Reads and measures an image; changes nothing, so it needs no transaction and should have none
     * around it.
     *
     * @throws Refusal when it is no image, or shows no ridge
     */
    public MeasuredImage measure(byte[] file, int dpi) {
        extracting.acquireUninterruptibly();
        try {
            Extraction extraction = extractor.extract(read(file, dpi));
            if (extraction.template().isEmpty()) {
                throw new Refusal(
                        ProblemType.PRINT_EMPTY,
                        "no minutiae in this image: take it again, or record an exception");
            }
            return new MeasuredImage(file, dpi, extraction);
        } finally {
            extracting.release();
        }
    }

    /** Keeps a print in place of an earlier one of the same finger, and of an exception for it. */
    public CapturedPrint put(
            ApplicationId id, FingerPosition position, MeasuredImage image, Acting by) {
        Application.Capturing application = lockForCapture(id);
        boolean retaken = repository.has(id, position);
        Template template = image.extraction().template();
        int quality = image.extraction().quality().score();
        try (DataKey key = vault.keyOf(application.person())) {
            CapturedPrint print =
                    new CapturedPrint(
                            position,
                            image.dpi(),
                            quality,
                            template.minutiae().size(),
                            sameFinger(id, key, position, template));
            repository.removeException(id, position);
            repository.put(
                    id, print, sealed(key, position, image, quality), by.name(), clock.instant());
            journal.record(
                    retaken ? LedgerEvent.PRINT_RETAKEN : LedgerEvent.PRINT_CAPTURED,
                    application.person(),
                    by.actor(),
                    Detail.hashOf(finger(position)));
            return print;
        }
    }

    /** Records that a finger cannot be taken; a supervisor has to agree. */
    public CaptureException except(
            ApplicationId id,
            FingerPosition position,
            ExceptionReason reason,
            String note,
            Acting by) {
        Application.Capturing application = lockForCapture(id);
        if (repository.has(id, position)) {
            throw new Refusal(ProblemType.PRINT_PRESENT, "there is a print of this finger");
        }
        if (note.length() > MAX_NOTE) {
            throw new Refusal(
                    ProblemType.MALFORMED_REQUEST,
                    "a note has at most " + MAX_NOTE + " characters");
        }
        try (DataKey key = vault.keyOf(application.person())) {
            byte[] sealed =
                    key.seal(field("note", position), note.getBytes(StandardCharsets.UTF_8));
            repository.putException(id, position, reason, sealed, by.name(), clock.instant());
        }
        journal.record(
                LedgerEvent.EXCEPTION_RECORDED,
                application.person(),
                by.actor(),
                Detail.hashOf(finger(position)));
        return new CaptureException(position, reason, by.name(), null);
    }

    /**
     * Approves all exceptions of an application.
     *
     * @throws Refusal when the same person recorded one of them, or opened the application
     */
    public List<CaptureException> approve(ApplicationId id, Acting by) {
        Application.Capturing application = applications.lockCapturing(id);
        List<CaptureException> exceptions = repository.exceptions(id);
        if (application.openedBy().equals(by.name())
                || exceptions.stream()
                        .anyMatch(exception -> exception.recordedBy().equals(by.name()))) {
            throw new Refusal(
                    ProblemType.SECOND_PERSON_NEEDED,
                    "another person than the operator has to approve");
        }
        if (repository.approve(id, by.name(), clock.instant()) == 0) {
            throw new Refusal(ProblemType.NOTHING_TO_APPROVE, "no exception waits for approval");
        }
        journal.record(
                LedgerEvent.EXCEPTIONS_APPROVED, application.person(), by.actor(), Detail.none());
        return repository.exceptions(id);
    }

    /**
     * Checks that every finger is accounted for.
     *
     * @return whether there is at least one print
     */
    public boolean requireComplete(Application.Capturing application) {
        List<CapturedPrint> prints = repository.prints(application.id());
        if (isChild(application)) {
            return false;
        }
        Set<FingerPosition> missing = EnumSet.allOf(FingerPosition.class);
        prints.forEach(print -> missing.remove(print.position()));
        List<CaptureException> exceptions = repository.exceptions(application.id());
        exceptions.forEach(exception -> missing.remove(exception.position()));
        if (!missing.isEmpty()) {
            throw new Refusal(
                    ProblemType.FINGERS_MISSING, "neither print nor exception for " + missing);
        }
        if (exceptions.stream().anyMatch(exception -> exception.approvedBy() == null)) {
            throw new Refusal(
                    ProblemType.EXCEPTIONS_UNAPPROVED,
                    "exceptions wait for a supervisor's approval");
        }
        return !prints.isEmpty();
    }

    public boolean isChild(Application application) {
        return applications.demographics(application).isChild(LocalDate.now(clock));
    }

    public List<CapturedPrint> prints(ApplicationId id) {
        return repository.prints(id);
    }

    public List<CaptureException> exceptions(ApplicationId id) {
        return repository.exceptions(id);
    }

    /** Opens the templates, exactly as they were extracted. */
    public Prints templates(Application application) {
        try (DataKey key = vault.keyOf(application.person())) {
            return new Prints(templates(application.id(), key));
        }
    }

    /**
     * Opens an image, as PNG.
     *
     * @throws Refusal when there is no print of this finger
     */
    public byte[] png(Application application, FingerPosition position) {
        int dpi =
                repository.prints(application.id()).stream()
                        .filter(print -> print.position() == position)
                        .findFirst()
                        .orElseThrow(() ->
                                new Refusal(
                                        ProblemType.NOT_FOUND, "there is no print of this finger"))
                        .dpi();
        byte[] sealed = repository.image(application.id(), position).orElseThrow();
        try (DataKey key = vault.keyOf(application.person())) {
            return ImageCodec.writePng(
                    ImageCodec.read(key.open(field("image", position), sealed), dpi));
        }
    }

    private Application.Capturing lockForCapture(ApplicationId id) {
        Application.Capturing application = applications.lockCapturing(id);
        if (isChild(application)) {
            throw new Refusal(
                    ProblemType.CHILD_WITHOUT_PRINTS,
                    "no prints are taken below 15; the child is called in at 15");
        }
        return application;
    }

    private static GrayImage read(byte[] file, int dpi) {
        try {
            return ImageCodec.read(file, dpi);
        } catch (MalformedImageException | IllegalArgumentException e) {
            throw new Refusal(ProblemType.IMAGE_UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    private static CaptureRepository.SealedPrint sealed(
            DataKey key, FingerPosition position, MeasuredImage image, int quality) {
        Template template = image.extraction().template();
        byte[] iso = IsoTemplate.write2005(template, position, quality);
        byte[] packed = PackedTemplate.pack(template);
        CaptureRepository.SealedPrint sealed =
                new CaptureRepository.SealedPrint(
                        key.seal(field("image", position), image.file()),
                        key.seal(field("iso", position), iso),
                        key.seal(field("packed", position), packed));
        Arrays.fill(iso, (byte) 0);
        Arrays.fill(packed, (byte) 0);
        return sealed;
    }

    private Map<FingerPosition, Template> templates(ApplicationId id, DataKey key) {
        Map<FingerPosition, Template> templates = new EnumMap<>(FingerPosition.class);
        for (CaptureRepository.SealedField sealed : repository.packed(id)) {
            byte[] packed = key.open(field("packed", sealed.position()), sealed.sealed());
            templates.put(sealed.position(), PackedTemplate.unpack(packed));
            Arrays.fill(packed, (byte) 0);
        }
        return templates;
    }

    private @Nullable FingerPosition sameFinger(
            ApplicationId id, DataKey key, FingerPosition position, Template template) {
        SourceAfis.Prepared probe = comparator.prepare(template);
        for (Map.Entry<FingerPosition, Template> other : templates(id, key).entrySet()) {
            if (other.getKey() != position
                    && comparator.compare(probe, comparator.prepare(other.getValue()))
                            >= SAME_FINGER_SCORE) {
                return other.getKey();
            }
        }
        return null;
    }

    private static String field(String name, FingerPosition position) {
        return "print/" + position.code() + "/" + name;
    }

    private static byte[] finger(FingerPosition position) {
        return ("finger " + position.code()).getBytes(StandardCharsets.US_ASCII);
    }
}
