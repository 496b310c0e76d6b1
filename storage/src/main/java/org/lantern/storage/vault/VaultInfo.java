package org.lantern.storage.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lantern.storage.crypto.KdfCost;

/**
 * What there is to say about a vault without showing a patient.
 *
 * @param vaultId 32 hexadecimal digits
 * @param bytes of the stored objects when opened
 * @param diskBytes that the vault takes on the medium
 * @param schemaVersion number of the last migration
 * @param keyGeneration how often slots were changed
 * @param cost of a guess at the password of the user who opened it; empty if he came in with the recovery key
 */
public record VaultInfo(String vaultId, Instant created, int patients, int studies, int series, int instances,
        long bytes, long diskBytes, int packs, String schemaVersion, String databaseVersion, long commits,
        long keyGeneration, List<String> users, Optional<KdfCost> cost) {
    public VaultInfo {
        users = List.copyOf(users);
    }
}
