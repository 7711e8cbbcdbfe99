package org.hawiya.enrollment.capture;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.hawiya.engine.FingerPosition;
import org.hawiya.enrollment.application.ApplicationId;
import org.hawiya.enrollment.operators.OperatorName;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Prints and exceptions in the database. */
final class CaptureRepository {
    private final JdbcClient jdbc;

    CaptureRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The three sealed forms of a print. */
    @SuppressWarnings("ArrayRecordComponent") // sealed bytes on their way to a row, never compared
    record SealedPrint(byte[] image, byte[] isoRecord, byte[] packed) {}

    /** One sealed field with its position. */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record SealedField(FingerPosition position, byte[] sealed) {}

    boolean has(ApplicationId id, FingerPosition position) {
        return prints(id).stream().anyMatch(print -> print.position() == position);
    }

    void put(
            ApplicationId id,
            CapturedPrint print,
            SealedPrint sealed,
            OperatorName by,
            Instant now) {
        jdbc.sql(
                        """
                        insert into register.print (application_id, position, dpi, quality, minutiae, same_finger_as,
                                                    image, iso_record, packed, captured_by, captured_at)
                        values (:id, :position, :dpi, :quality, :minutiae, :same, :image, :iso, :packed, :by, :now)
                        on conflict (application_id, position) do update set
                            dpi = excluded.dpi, quality = excluded.quality, minutiae = excluded.minutiae,
                            same_finger_as = excluded.same_finger_as, image = excluded.image,
                            iso_record = excluded.iso_record, packed = excluded.packed,
                            captured_by = excluded.captured_by, captured_at = excluded.captured_at\
                        """)
                .param("id", id.value())
                .param("position", print.position().code())
                .param("dpi", print.dpi())
                .param("quality", print.quality())
                .param("minutiae", print.minutiae())
                .param("same", print.sameFingerAs() == null ? null : print.sameFingerAs().code())
                .param("image", sealed.image())
                .param("iso", sealed.isoRecord())
                .param("packed", sealed.packed())
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<CapturedPrint> prints(ApplicationId id) {
        return jdbc.sql(
                        """
                        select position, dpi, quality, minutiae, same_finger_as from register.print
                        where application_id = :id order by position\
                        """)
                .param("id", id.value())
                .query((row, n) -> {
                    int same = row.getInt("same_finger_as");
                    return new CapturedPrint(
                            position(row),
                            row.getInt("dpi"),
                            row.getInt("quality"),
                            row.getInt("minutiae"),
                            same == 0 ? null : FingerPosition.ofCode(same));
                })
                .list();
    }

    List<SealedField> packed(ApplicationId id) {
        return jdbc.sql(
                        "select position, packed from register.print where application_id = :id order by position")
                .param("id", id.value())
                .query((row, n) -> new SealedField(position(row), row.getBytes("packed")))
                .list();
    }

    Optional<byte[]> image(ApplicationId id, FingerPosition position) {
        return jdbc.sql(
                        "select image from register.print where application_id = :id and position = :position")
                .param("id", id.value())
                .param("position", position.code())
                .query(byte[].class)
                .optional();
    }

    void putException(
            ApplicationId id,
            FingerPosition position,
            ExceptionReason reason,
            byte[] note,
            OperatorName by,
            Instant now) {
        jdbc.sql(
                        """
                        insert into register.capture_exception (application_id, position, reason, note, recorded_by, recorded_at)
                        values (:id, :position, :reason, :note, :by, :now)
                        on conflict (application_id, position) do update set
                            reason = excluded.reason, note = excluded.note, recorded_by = excluded.recorded_by,
                            recorded_at = excluded.recorded_at, approved_by = null, approved_at = null\
                        """)
                .param("id", id.value())
                .param("position", position.code())
                .param("reason", reason.name())
                .param("note", note)
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    void removeException(ApplicationId id, FingerPosition position) {
        jdbc.sql(
                        "delete from register.capture_exception where application_id = :id and position = :position")
                .param("id", id.value())
                .param("position", position.code())
                .update();
    }

    int approve(ApplicationId id, OperatorName by, Instant now) {
        return jdbc.sql(
                        """
                        update register.capture_exception set approved_by = :by, approved_at = :now
                        where application_id = :id and approved_by is null\
                        """)
                .param("by", by.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    List<CaptureException> exceptions(ApplicationId id) {
        return jdbc.sql(
                        """
                        select position, reason, recorded_by, approved_by from register.capture_exception
                        where application_id = :id order by position\
                        """)
                .param("id", id.value())
                .query((row, n) -> {
                    String approvedBy = row.getString("approved_by");
                    return new CaptureException(
                            position(row),
                            ExceptionReason.valueOf(row.getString("reason")),
                            new OperatorName(row.getString("recorded_by")),
                            approvedBy == null ? null : new OperatorName(approvedBy));
                })
                .list();
    }

    private static FingerPosition position(ResultSet row) throws SQLException {
        return FingerPosition.ofCode(row.getInt("position"));
    }
}
