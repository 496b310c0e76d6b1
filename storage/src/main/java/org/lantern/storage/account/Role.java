package org.lantern.storage.account;

import static org.lantern.storage.account.Permission.*;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person is in the practice, and so what they may do: the one table of permissions. */
public enum Role {
    /** Everything: in a practice of one person there is nobody else. */
    ADMINISTRATOR(EnumSet.allOf(Permission.class)),
    /** Reads images and writes what follows from them. */
    RADIOLOGIST(
            EnumSet.of(SEARCH, VIEW_IMAGES, VIEW_CHART, VIEW_RESTRICTED, WRITE_CHART, ANNOTATE, RUN_RISK, IMPORT,
                    EXPORT, PRINT,
                    CHANGE_OWN_PASSWORD, INSPECT)),
    /** Treats patients: keeps their charts, sees their images, but no restricted record unless the glass is broken. */
    CLINICIAN(EnumSet.of(SEARCH, VIEW_IMAGES, VIEW_CHART, WRITE_CHART, ANNOTATE, RUN_RISK, PRINT, BREAK_GLASS,
            CHANGE_OWN_PASSWORD, INSPECT)),
    /** Takes images in and checks them; reads the chart for allergies to contrast media, writes nothing there. */
    TECHNICIAN(EnumSet.of(SEARCH, VIEW_IMAGES, VIEW_CHART, ANNOTATE, IMPORT, CHANGE_OWN_PASSWORD, INSPECT)),
    /** Reads the audit trail and verifies the vault; sees no patient. */
    AUDITOR(EnumSet.of(READ_AUDIT, VERIFY, CHANGE_OWN_PASSWORD, INSPECT)),
    /** The account whose password lies in a sealed envelope: nothing until the glass is broken, then reading only. */
    EMERGENCY(EnumSet.of(BREAK_GLASS));

    /** What breaking the glass adds: reading, nothing else. */
    static final Set<Permission> EMERGENCY_READING = EnumSet.of(SEARCH, VIEW_IMAGES, VIEW_CHART, VIEW_RESTRICTED);

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** The word for it on the command line and in the key file. */
    public String term() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofTerm(String term) {
        for (Role role : values()) {
            if (role.term().equals(term)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
