package org.lantern.storage.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lantern.storage.StorageException;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.RecoveryKey;
import org.lantern.storage.medium.Medium;

/** The two copies of a vault's key file: one that opens is enough, and makes the other good again. */
final class KeyStore {
    private static final String MAC_LABEL = "lantern/key-file/v1";

    private final Medium medium;
    private final VaultFolder folder;

    KeyStore(Medium medium, VaultFolder folder) {
        this.medium = medium;
        this.folder = folder;
    }

    boolean exists() {
        return Files.exists(folder.keys()) || Files.exists(folder.keysCopy());
    }

    /** Whether there is such a user who is not disabled, as far as the file says before any key is there. */
    boolean knows(String user) throws StorageException {
        return copies().getFirst().keys().slotOf(user).isPresent();
    }

    /**
     * Takes as long for a user who is unknown or disabled as for a wrong password.
     *
     * @throws StorageException.WrongPassword if the user has no slot, or it does not open
     * @throws StorageException.Tampered if both copies are damaged, or were changed by someone without the key
     */
    Unlocked unlock(String user, Credentials credentials) throws StorageException {
        return unlock(keys -> {
            Optional<KeySlot.Password> slot = keys.slotOf(user);
            if (slot.isEmpty()) {
                KeySlot.Password.openNone(credentials, keys.dearest(), new Entropy());
                return Optional.empty();
            }
            return Optional.of(slot.get().open(credentials));
        }, new StorageException.WrongPassword());
    }

    /** @throws StorageException.InvalidRecoveryKey if the key is not this vault's */
    Unlocked unlock(RecoveryKey recovery) throws StorageException {
        return unlock(keys -> {
            Optional<KeySlot.Recovery> slot = keys.recoverySlot();
            return slot.isPresent() ? Optional.of(slot.get().open(recovery)) : Optional.empty();
        }, new StorageException.InvalidRecoveryKey(0));
    }

    void write(KeyFile keys, Key256 vaultKey) throws StorageException {
        try (Key256 macKey = vaultKey.derive(MAC_LABEL, keys.vaultId())) {
            byte[] bytes = keys.encode(macKey);
            medium.replace(folder.keys(), bytes);
            medium.replace(folder.keysCopy(), bytes);
        } catch (IOException failure) {
            throw StorageException.of("key file", failure);
        }
    }

    private Unlocked unlock(Opening opening, StorageException refused) throws StorageException {
        List<Copy> copies = copies();
        boolean altered = false;
        for (Copy copy : copies) {
            try {
                Optional<Key256> opened = opening.open(copy.keys());
                if (opened.isPresent()) {
                    if (isAuthentic(copy, opened.get())) {
                        boolean whole = copies.size() == 2 && copies.getFirst().hasSameBytes(copies.getLast());
                        return new Unlocked(copy.keys(), opened.get(), whole);
                    }
                    opened.get().close();
                    altered = true;
                }
            } catch (BrokenSealException _) {
                // a wrong password, unless the other copy says otherwise
            }
            if (copies.size() == 2 && copies.getFirst().hasSameBytes(copies.getLast())) {
                break;
            }
        }
        throw altered ? new StorageException.Tampered("key file") : refused;
    }

    private static boolean isAuthentic(Copy copy, Key256 vaultKey) {
        try (Key256 macKey = vaultKey.derive(MAC_LABEL, copy.keys().vaultId())) {
            return copy.keys().isAuthentic(copy.bytes(), macKey);
        }
    }

    /** The copies that are whole, the newest first. */
    private List<Copy> copies() throws StorageException {
        if (!exists()) {
            throw new StorageException.NotAVault();
        }
        StorageException fault = null;
        Stream.Builder<Copy> whole = Stream.builder();
        for (Path path : List.of(folder.keys(), folder.keysCopy())) {
            try {
                if (Files.size(path) > KeyFile.MOST_BYTES) {
                    throw new StorageException.Tampered("key file");
                }
                byte[] bytes = Files.readAllBytes(path);
                whole.add(new Copy(KeyFile.decode(bytes), bytes));
            } catch (NoSuchFileException _) {
                fault = fault == null ? new StorageException.Tampered("key file") : fault;
            } catch (IOException failure) {
                fault = StorageException.of("key file", failure);
            } catch (StorageException failure) {
                fault = failure;
            }
        }
        List<Copy> copies = whole.build()
                .sorted(Comparator.comparingLong((Copy copy) -> copy.keys().generation()).reversed()).toList();
        if (copies.isEmpty()) {
            throw fault;
        }
        return copies;
    }

    /**
     * The key file and the vault key that it gave. The caller closes the key.
     *
     * @param whole whether both copies say the same; if not, the caller writes them anew once it knows that this one is
     *        not older than it should be
     */
    record Unlocked(KeyFile keys, Key256 vaultKey, boolean whole) {}

    private record Copy(KeyFile keys, byte[] bytes) {
        boolean hasSameBytes(Copy other) {
            return java.util.Arrays.equals(bytes, other.bytes);
        }
    }

    @FunctionalInterface
    private interface Opening {
        /** Empty where there is no slot to try. */
        Optional<Key256> open(KeyFile keys) throws BrokenSealException;
    }
}
