package org.lantern.storage.vault;

import java.nio.file.Path;

/** Where the parts of a vault lie. */
record VaultFolder(Path root) {
    Path keys() {
        return root.resolve("keys.json");
    }

    Path keysCopy() {
        return root.resolve("keys.copy.json");
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
}
