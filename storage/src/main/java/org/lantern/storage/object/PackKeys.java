package org.lantern.storage.object;

import org.lantern.storage.crypto.ContentTagger;
import org.lantern.storage.crypto.Key256;

/**
 * The keys of the packs of one vault, each for its purpose.
 *
 * @param objectWrap wraps each object's own key
 * @param structure authenticates pack headers, record headers and group records
 * @param content tags content, so that equal content is found without its hash
 */
record PackKeys(Key256 objectWrap, Key256 structure, ContentTagger content) implements AutoCloseable {
    static PackKeys of(Key256 vaultKey) {
        try (Key256 content = vaultKey.derive("lantern/content-tag/v1")) {
            return new PackKeys(vaultKey.derive("lantern/object-wrap/v1"), vaultKey.derive("lantern/pack-structure/v1"),
                    new ContentTagger(content));
        }
    }

    @Override
    public void close() {
        objectWrap.close();
        structure.close();
        content.close();
    }
}
