package org.lantern.storage.chart;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a patient is.
 *
 * @param patientId the clinic's number for the patient
 * @param name as printed in Latin letters
 * @param ideographicName in Chinese characters or another script; empty text if there is none
 * @param phoneticName how the name is spoken, pinyin or kana; empty text if there is none
 * @param birthDate absent if unknown
 * @param birthDateEstimated whether the date was concluded from a stated age
 * @param nationalId empty text if there is none
 * @param phone digits, spaces and {@code + - ( )}; empty text if there is none
 * @param address one line; empty text if there is none
 */
public record Demographics(String patientId, String name, String ideographicName, String phoneticName, Sex sex,
        Optional<LocalDate> birthDate, boolean birthDateEstimated, String nationalId, String phone, String address)
        implements
            Fact {
    public Demographics {
        Objects.requireNonNull(patientId);
        Objects.requireNonNull(name);
        Objects.requireNonNull(ideographicName);
        Objects.requireNonNull(phoneticName);
        Objects.requireNonNull(sex);
        Objects.requireNonNull(birthDate);
        Objects.requireNonNull(nationalId);
        Objects.requireNonNull(phone);
        Objects.requireNonNull(address);
    }

    /** Names in every script that there is, native one first: what an identity bar shows. */
    public String displayName() {
        if (ideographicName.isBlank()) {
            return name;
        }
        return name.isBlank() ? ideographicName : ideographicName + " " + name;
    }
}
