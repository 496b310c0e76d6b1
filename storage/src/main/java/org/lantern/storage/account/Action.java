package org.lantern.storage.account;

/**
 * What can be done in a vault that an auditor wants to know: each with its event and its type in the codes of DICOM
 * (PS3.16 context groups 400 and 401), type empty where there is none.
 */
public enum Action {
    LOGIN("110114", "110122"), LOGOUT("110114", "110123"), LOGIN_FAILED("110114", "110122"),
    /** A list of patients or studies was shown. */
    SEARCHED("110112", ""),
    /** A study was opened. */
    STUDY_VIEWED("110103", ""),
    /** A patient's chart was read. */
    CHART_VIEWED("110110", ""),
    /** A fact was written, corrected or withdrawn. */
    CHART_CHANGED("110110", ""),
    /** A risk was computed from a chart. */
    RISK_RUN("110110", ""),
    /** An import began. */
    IMPORT_STARTED("110107", ""),
    /** Images of a study are being taken in. */
    STUDY_IMPORTED("110107", ""), EXPORTED("110106", ""), PRINTED("110106", ""), STUDY_DELETED("110105", ""),
    USER_ADDED("110113", "110137"), USER_DISABLED("110113", "110137"), USER_ENABLED("110113", "110137"),
    USER_UNLOCKED("110113", "110137"), PASSWORD_CHANGED("110113", "110137"), ROLE_CHANGED("110113", "110136"),
    RECOVERY_KEY_USED("110113", "110127"), RECOVERY_KEY_CHANGED("110113", "110129"),
    KEYS_UPGRADED("110113", "110129"),
    /** A patient's record was restricted, or that was lifted. */
    RESTRICTION_CHANGED("110113", "110135"), GLASS_BROKEN("110113", "110127"), GLASS_MENDED("110113", "110138"),
    /** Somebody tried what their role may not. */
    REFUSED("110113", "110132"), AUDIT_STARTED("110113", "110134"), AUDIT_READ("110101", ""),
    AUDIT_EXPORTED("110101", ""),
    /** The audit trail, or the record of failed logins, is not what it was. */
    TAMPERING_NOTICED("110113", ""), VAULT_VERIFIED("110113", "110141"), BACKED_UP("110106", ""),
    MAINTAINED("110113", "110131");

    private final String eventCode;
    private final String typeCode;

    Action(String eventCode, String typeCode) {
        this.eventCode = eventCode;
        this.typeCode = typeCode;
    }

    /** Code of the event, coding scheme DCM. */
    public String eventCode() {
        return eventCode;
    }

    /** Code of the event's type, coding scheme DCM; empty for none. */
    public String typeCode() {
        return typeCode;
    }
}
