package org.lantern.storage.account;

/** One thing that a person may or may not do in a vault. Which role has which is in {@link Role}. */
public enum Permission {
    /** See lists of patients, studies, series and instances, and search them. */
    SEARCH,
    /** Open images. */
    VIEW_IMAGES,
    /** Read charts. */
    VIEW_CHART,
    /** See patients whose record is restricted. */
    VIEW_RESTRICTED,
    /** Restrict a patient's record, or lift that. */
    RESTRICT,
    /** Write, correct and withdraw facts of a chart. */
    WRITE_CHART,
    /** Draw and measure on images. */
    ANNOTATE,
    /** Compute a risk from a patient's chart. */
    RUN_RISK,
    /** Take images or records in. */
    IMPORT,
    /** Take images or records out of the vault as files. */
    EXPORT,
    /** Print, or make a report. */
    PRINT,
    /** Delete studies and patients. */
    DELETE,
    /** Get wider reading access for a while, with a reason, and loudly recorded. */
    BREAK_GLASS,
    /** Give oneself another password. */
    CHANGE_OWN_PASSWORD,
    /** Add and disable users, give them roles and passwords, end a lock-out, make a new recovery key. */
    MANAGE_USERS,
    /** Read and export the audit trail. */
    READ_AUDIT,
    /** Check catalogue, objects, journal and audit trail. */
    VERIFY,
    /** Make backups. */
    BACK_UP,
    /** Rebuild the catalogue, compact, restore. */
    MAINTAIN,
    /** Counts, sizes, versions and parameters. */
    INSPECT
}
