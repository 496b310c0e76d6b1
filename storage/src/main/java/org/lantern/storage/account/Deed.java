package org.lantern.storage.account;

/**
 * One thing that somebody did or tried, for the audit trail. Names no patient but by the number that the vault gave
 * them, and by the study's UID.
 *
 * @param patient the patient's number; empty for none
 * @param study the study's UID; empty for none
 * @param detail what else: a count, a kind of fact, another user's name, the reason for breaking the glass
 */
public record Deed(Action action, boolean succeeded, String patient, String study, String detail) {
    private static final int LONGEST_DETAIL = 1000;

    public Deed {
        detail = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
    }

    public static Deed of(Action action, String detail) {
        return new Deed(action, true, "", "", detail);
    }

    public static Deed ofPatient(Action action, long patient, String detail) {
        return new Deed(action, true, String.valueOf(patient), "", detail);
    }

    public static Deed ofStudy(Action action, long patient, String study, String detail) {
        return new Deed(action, true, String.valueOf(patient), study, detail);
    }

    public static Deed failed(Action action, String detail) {
        return new Deed(action, false, "", "", detail);
    }
}
