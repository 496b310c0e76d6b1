package org.lantern.storage.object;

import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.ContentTagger;
import org.lantern.storage.crypto.Key256;

/**
 * The keys of the packs of one vault, each for its purpose.
 *
 * @param objectWrap wrapped each object's own key in earlier versions
 * @param structure authenticates pack headers, record headers and group records
 * @param content tags content, so that equal content is found without its hash
 * @param studies wrap each object's own key
 */
record PackKeys(Key256 objectWrap, Key256 structure, ContentTagger content, StudyKeys studies)
        implements
            AutoCloseable {
    /** @param studies owned */
    static PackKeys of(Key256 vaultKey, StudyKeys studies) {
        try (Key256 content = vaultKey.derive("lantern/content-tag/v1")) {
            return new PackKeys(vaultKey.derive("lantern/object-wrap/v1"), vaultKey.derive("lantern/pack-structure/v1"),
                    new ContentTagger(content), studies);
        }
    }

    /** Opens the key of an object. The caller closes it. */
    Key256 unwrap(RecordHeader header) throws BrokenSealException {
        if (header.keyId() == 0) {
            return objectWrap.unwrap(header.wrappedKey());
        }
        try (Key256 study = studies.key(header.keyId())) {
            return study.unwrap(header.wrappedKey());
        }
    }

    @Override
    public void close() {
        objectWrap.close();
        structure.close();
        content.close();
        studies.close();
    }
}
