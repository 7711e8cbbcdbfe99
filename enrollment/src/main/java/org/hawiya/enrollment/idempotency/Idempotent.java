package org.hawiya.enrollment.idempotency;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hawiya.custody.KeyCustody;
import org.hawiya.custody.KeyName;
import org.hawiya.enrollment.database.Transactions;
import org.hawiya.enrollment.problem.ProblemType;
import org.hawiya.enrollment.problem.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does a request once. The answer is kept in the transaction of the act, under the client's key: a
 * client that lost the answer asks again with the same key and gets it, and the act is not done
 * twice. Two requests with one key at the same instant wait for each other. A refusal is not kept:
 * nothing was done. Thread-safe.
 */
public final class Idempotent {
    public static final String HEADER = "Idempotency-Key";
    private static final int DIGEST_BYTES = 32;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,128}");

    private final Transactions transactions;
    private final IdempotencyRepository answers;
    private final KeyCustody custody;
    private final JsonMapper json;

    Idempotent(
            Transactions transactions,
            IdempotencyRepository answers,
            KeyCustody custody,
            JsonMapper json) {
        this.transactions = transactions;
        this.answers = answers;
        this.custody = custody;
        this.json = json;
    }

    /** The request's key. */
    public static String key(HttpServletRequest request) {
        @Nullable String key = request.getHeader(HEADER);
        if (key == null || !KEY.matcher(key).matches()) {
            throw new Refusal(
                    ProblemType.IDEMPOTENCY_KEY_MISSING,
                    "a header " + HEADER + " of 8 to 128 visible characters is needed");
        }
        return key;
    }

    /** As {@link #once(HttpServletRequest, Principal, byte[], Supplier)} for a JSON body. */
    public ResponseEntity<byte[]> once(
            HttpServletRequest request, Principal who, @Nullable Record body, Supplier<Reply> act) {
        return once(request, who, body == null ? new byte[0] : json.writeValueAsBytes(body), act);
    }

    /** Does {@code act} in a transaction, or repeats the answer that was given to this key. */
    public ResponseEntity<byte[]> once(
            HttpServletRequest request, Principal who, byte[] body, Supplier<Reply> act) {
        Slot slot = new Slot(who.getName(), key(request));
        byte[] digest = digest(request, body);
        Kept answer =
                transactions.call(() -> {
                    if (answers.reserve(slot)) {
                        Kept fresh = kept(act.get());
                        answers.keep(slot, fresh.status(), seal(slot, digest, fresh));
                        return fresh;
                    }
                    return repeat(slot, digest);
                });
        return response(answer);
    }

    /** Where an answer is kept. */
    record Slot(String username, String key) {}

    /** An answer as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(int status, String location, byte[] body) {
        @Override
        public String toString() {
            return "Kept[" + status + ", [REDACTED]]";
        }
    }

    private Kept repeat(Slot slot, byte[] digest) {
        IdempotencyRepository.Row row = answers.find(slot);
        byte[] opened = custody.open(KeyName.REGISTER_MASTER, place(slot), row.answer());
        if (!MessageDigest.isEqual(Arrays.copyOf(opened, DIGEST_BYTES), digest)) {
            throw new Refusal(
                    ProblemType.IDEMPOTENCY_KEY_REUSED, "this key was used for another request");
        }
        int end = DIGEST_BYTES;
        while (opened[end] != '\n') {
            end++;
        }
        return new Kept(
                row.status(),
                new String(opened, DIGEST_BYTES, end - DIGEST_BYTES, StandardCharsets.UTF_8),
                Arrays.copyOfRange(opened, end + 1, opened.length));
    }

    private Kept kept(Reply reply) {
        return new Kept(
                reply.status(),
                Optional.ofNullable(reply.location()).orElse(""),
                json.writeValueAsBytes(reply.body()));
    }

    private byte[] seal(Slot slot, byte[] digest, Kept kept) {
        byte[] location = (kept.location() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] plain =
                ByteBuffer.allocate(DIGEST_BYTES + location.length + kept.body().length)
                        .put(digest)
                        .put(location)
                        .put(kept.body())
                        .array();
        return custody.seal(KeyName.REGISTER_MASTER, place(slot), plain);
    }

    private static byte[] place(Slot slot) {
        return ("answer/" + slot.username() + "/" + slot.key()).getBytes(StandardCharsets.UTF_8);
    }

    private static ResponseEntity<byte[]> response(Kept answer) {
        ResponseEntity.BodyBuilder builder =
                ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON);
        if (!answer.location().isEmpty()) {
            builder.location(URI.create(answer.location()));
        }
        return builder.body(answer.body());
    }

    private static byte[] digest(HttpServletRequest request, byte[] body) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(
                    (request.getMethod() + " " + request.getRequestURI() + "?" + query + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            return sha.digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
