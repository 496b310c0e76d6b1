package org.lantern.storage.archive;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Who an object says its patient is.
 *
 * <p>Two identities may be the same person only if nothing that both of them state disagrees: neither name, birth date
 * nor sex. Names are compared without case, separators and accents of form (NFKC); where both have an ideographic name,
 * that one decides, because the same characters are romanised in more than one way.
 *
 * @param name alphabetic group in the form of the standard, components separated by carets
 */
record PatientIdentity(String patientId, String issuer, String name, String ideographicName, String phoneticName,
        Optional<LocalDate> birthDate, String sex) {
    boolean mayBe(PatientIdentity other) {
        return namesAgree(other) && birthDatesAgree(other) && textsAgree(sex, other.sex);
    }

    /** Everything that tells people apart is stated, and the same. */
    boolean isSurely(PatientIdentity other) {
        return birthDate.isPresent() && birthDate.equals(other.birthDate) && !(name + ideographicName).isEmpty()
                && plain(name).equals(plain(other.name)) && plain(ideographicName).equals(plain(other.ideographicName))
                && textsAgree(sex, other.sex);
    }

    /** Within one study the patient ID decides, and the name may be written in another way. */
    boolean mayShareStudyWith(PatientIdentity other) {
        boolean sameId = !patientId.isEmpty() && patientId.equals(other.patientId);
        boolean idsAgree = textsAgree(patientId, other.patientId) && textsAgree(issuer, other.issuer);
        return idsAgree && birthDatesAgree(other) && (sameId || namesAgree(other));
    }

    /** What a search looks in: lower case, separated by spaces. */
    String searchText() {
        String text = String.join(" ", name.replace('^', ' '), ideographicName.replace("^", ""),
                phoneticName.replace('^', ' '), patientId, birthDate.map(LocalDate::toString).orElse(""));
        return SearchText.normalize(text);
    }

    private boolean namesAgree(PatientIdentity other) {
        if (!ideographicName.isEmpty() && !other.ideographicName.isEmpty()) {
            return plain(ideographicName).equals(plain(other.ideographicName));
        }
        return name.isEmpty() || other.name.isEmpty() || plain(name).equals(plain(other.name));
    }

    private boolean birthDatesAgree(PatientIdentity other) {
        return birthDate.isEmpty() || other.birthDate.isEmpty() || birthDate.equals(other.birthDate);
    }

    private static boolean textsAgree(String a, String b) {
        return a.isEmpty() || b.isEmpty() || a.equals(b);
    }

    private static String plain(String name) {
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).codePoints()
                .filter(Character::isLetterOrDigit).forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
