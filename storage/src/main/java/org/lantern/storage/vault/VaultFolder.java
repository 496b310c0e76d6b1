package org.lantern.storage.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lantern.storage.StorageException;

/** Where the parts of a vault lie. */
record VaultFolder(Path root) {
    Path keys() {
        return root.resolve("keys.json");
    }

    Path keysCopy() {
        return root.resolve("keys.copy.json");
    }

    /** Logins that were tried since the last one that succeeded. */
    Path attempts() {
        return root.resolve("attempts.json");
    }

    Path attemptsCopy() {
        return root.resolve("attempts.copy.json");
    }

    Path audit() {
        return root.resolve("audit");
    }

    Path lock() {
        return root.resolve("vault.lock");
    }

    Path catalogue() {
        return root.resolve("catalogue");
    }

    Path packs() {
        return root.resolve("packs");
    }

    /** What the whole vault takes on the medium. */
    long bytes() throws StorageException {
        try (var files = Files.walk(root)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        } catch (IOException failure) {
            throw StorageException.of("vault folder", failure);
        } catch (UncheckedIOException failure) {
            throw StorageException.of("vault folder", failure.getCause());
        }
    }

    /** Takes away what {@link Vault#create} made before it failed. The folder was empty then; no key was ever used. */
    void removeUnfinished() {
        try (var files = Files.walk(root)) {
            List<Path> deepestFirst = files.filter(file -> !file.equals(root)).toList().reversed();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException _) {
            // a folder that stays behind is refused as not empty the next time
        }
    }
}
