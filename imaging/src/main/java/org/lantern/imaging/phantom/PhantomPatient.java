package org.lantern.imaging.phantom;

import java.time.LocalDate;

/**
 * Whose the synthetic study is said to be.
 *
 * @param id Patient ID
 * @param name in the form of a person name element, component groups included: {@code Zhang^Wei=张^伟}
 * @param sex M, F or O
 */
public record PhantomPatient(String id, String name, LocalDate birthDate, String sex) {
    /** Somebody who says that they are nobody. */
    public static final PhantomPatient ANONYMOUS = new PhantomPatient("PHANTOM", "Phantom^Synthetic",
            LocalDate.of(1962, 3, 14), "O");
}
