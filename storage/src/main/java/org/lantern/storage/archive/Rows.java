package org.lantern.storage.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.lantern.storage.object.ObjectLocation;

/** From rows of the tables to records. */
final class Rows {
    private Rows() {}

    static PatientRow patient(ResultSet row) throws SQLException {
        return new PatientRow(new PatientKey(row.getLong("patient_key")), row.getString("patient_id"),
                row.getString("issuer"), row.getString("name").replaceAll("\\^+", " ").strip(),
                row.getString("ideographic_name").replace("^", ""), date(row, "birth_date"), row.getString("sex"),
                row.getInt("study_count"), date(row, "last_study_date"));
    }

    static PatientIdentity identity(ResultSet row) throws SQLException {
        return new PatientIdentity(row.getString("patient_id"), row.getString("issuer"), row.getString("name"),
                row.getString("ideographic_name"), row.getString("phonetic_name"), date(row, "birth_date"),
                row.getString("sex"));
    }

    static StudyRow study(ResultSet row) throws SQLException {
        String modalities = row.getString("modalities");
        return new StudyRow(row.getString("study_uid"), patient(row), date(row, "study_date"),
                Optional.ofNullable(row.getObject("study_time", LocalTime.class)), row.getString("description"),
                row.getString("accession"),
                modalities.isEmpty() ? List.of() : Arrays.asList(modalities.split(" ")), row.getInt("series_count"),
                row.getInt("instance_count"));
    }

    static SeriesRow series(ResultSet row) throws SQLException {
        return new SeriesRow(row.getString("series_uid"), integer(row, "series_number"), row.getString("modality"),
                row.getString("description"), row.getString("body_part"), row.getInt("instance_count"));
    }

    static ReadingOrder.Placed instance(ResultSet row) throws SQLException {
        Optional<String> orientation = Optional.ofNullable(row.getString("orientation"));
        double read = row.getDouble("position_mm");
        OptionalDouble position = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(read);
        Optional<InstanceRow.Place> place = orientation.filter(_ -> position.isPresent())
                .map(cosines -> new InstanceRow.Place(cosines, position.getAsDouble()));
        InstanceRow instance = new InstanceRow(row.getString("sop_uid"), row.getString("sop_class_uid"),
                integer(row, "instance_number"), row.getInt("frame_count"), integer(row, "pixel_rows"),
                integer(row, "pixel_columns"), row.getString("transfer_syntax_uid"), row.getLong("object_bytes"),
                place);
        return new ReadingOrder.Placed(instance, orientation, position);
    }

    static ObjectLocation location(ResultSet row) throws SQLException {
        return new ObjectLocation(row.getString("object_id"), row.getInt("pack_number"), row.getLong("pack_offset"),
                row.getLong("object_bytes"));
    }

    private static OptionalInt integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Optional<LocalDate> date(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}
