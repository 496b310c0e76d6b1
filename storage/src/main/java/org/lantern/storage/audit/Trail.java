package org.lantern.storage.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.lantern.storage.BrokenSealException;
import org.lantern.storage.crypto.Entropy;
import org.lantern.storage.crypto.Key256;
import org.lantern.storage.crypto.Seal;
import org.lantern.storage.medium.Medium;
import org.lantern.storage.medium.Medium.OpenFile;

/**
 * One file of entries, and its head. An entry is its length, its sealed content, and a MAC over these and the MAC of the
 * entry before, under a key of its own: SHA-256 of the key before, which is then erased. Not safe for several threads.
 */
final class Trail implements AutoCloseable {
    private static final int MOST_BYTES = 64 * 1024;

    private final int number;
    private final OpenFile file;
    private final OpenFile headFile;
    private final TrailKeys keys;
    private final Entropy entropy;
    private TrailHead end;

    private Trail(int number, OpenFile file, OpenFile headFile, TrailKeys keys, Entropy entropy, TrailHead end) {
        this.number = number;
        this.file = file;
        this.headFile = headFile;
        this.keys = keys;
        this.entropy = entropy;
        this.end = end;
    }

    static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%04d.trail", number));
    }

    static Path headFile(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%04d.head", number));
    }

    static Trail create(Medium medium, Path folder, int number, TrailKeys keys, Entropy entropy) throws IOException {
        OpenFile file = medium.write(file(folder, number));
        OpenFile headFile = medium.write(headFile(folder, number));
        TrailHead start = start(keys);
        start.write(headFile, keys);
        headFile.sync();
        file.sync();
        medium.syncFolder(folder);
        return new Trail(number, file, headFile, keys, entropy, start);
    }

    /**
     * Opens a trail where its head says it ends, and takes up entries that are whole behind that: the head is not synced
     * with each entry. A torn entry at the end is cut off.
     *
     * @return empty if the trail is shorter than its head says, or has none
     */
    static Optional<Trail> open(Medium medium, Path folder, int number, TrailKeys keys, Entropy entropy)
            throws IOException {
        Optional<Trail> trail = open(medium::write, folder, number, keys, entropy);
        if (trail.isPresent()) {
            trail.get().file.truncate(trail.get().end.length());
        }
        return trail;
    }

    /** As {@link #open}, of a trail to which nothing is added any more, and without changing anything. */
    static Optional<Trail> openOld(Medium medium, Path folder, int number, TrailKeys keys, Entropy entropy)
            throws IOException {
        return open(medium::read, folder, number, keys, entropy);
    }

    private static Optional<Trail> open(Opening opening, Path folder, int number, TrailKeys keys, Entropy entropy)
            throws IOException {
        if (!Files.exists(file(folder, number)) || !Files.exists(headFile(folder, number))) {
            return Optional.empty();
        }
        OpenFile file = opening.open(file(folder, number));
        OpenFile headFile = opening.open(headFile(folder, number));
        Optional<TrailHead> head = TrailHead.read(headFile, keys);
        if (head.isEmpty() || file.size() < head.get().length()) {
            file.close();
            headFile.close();
            return Optional.empty();
        }
        Trail trail = new Trail(number, file, headFile, keys, entropy, head.get());
        Optional<Link> link = trail.link(trail.end);
        while (link.isPresent()) {
            trail.end = trail.after(trail.end, link.get());
            link = trail.link(trail.end);
        }
        return Optional.of(trail);
    }

    Position position() {
        return new Position(number, end.count());
    }

    /** Adds an entry; returns when it is on the medium. */
    void append(AuditEntry entry) throws IOException {
        byte[] sealed = seal(entry.encode(), end.count() + 1);
        Link link = new Link(sealed, end.next().mac(end.mac(), length(sealed), sealed));
        byte[] bytes = ByteBuffer.allocate(link.bytes()).putInt(sealed.length).put(sealed).put(link.mac()).array();
        try {
            file.write(end.length(), bytes, 0, bytes.length);
            file.sync();
        } catch (IOException failure) {
            try {
                file.truncate(end.length());
            } catch (IOException also) {
                failure.addSuppressed(also);
            }
            throw failure;
        }
        TrailHead before = end;
        end = after(before, link);
        before.next().close();
        end.write(headFile, keys);
    }

    /** Shows every entry, the oldest first. */
    void read(Consumer<AuditEntry> each) throws IOException {
        long at = 0;
        for (long entry = 1; entry <= end.count(); entry++) {
            byte[] sealed = sealedAt(at).orElseThrow(() -> new BrokenSealException("audit entry"));
            each.accept(AuditEntry.decode(open(sealed, entry)));
            at += Integer.BYTES + sealed.length + Key256.MAC_BYTES;
        }
    }

    /** Follows the chain from its first key, and compares its end with the head. */
    Optional<AuditFault> verify() throws IOException {
        TrailHead at = start(keys);
        while (at.count() < end.count()) {
            Optional<Link> link = link(at);
            if (link.isEmpty()) {
                boolean cut = at.length() >= file.size();
                at.next().close();
                return Optional.of(new AuditFault(number, at.count() + 1,
                        cut ? AuditFault.Kind.CUT : AuditFault.Kind.ALTERED));
            }
            TrailHead before = at;
            at = after(before, link.get());
            before.next().close();
        }
        boolean same = at.length() == end.length() && Arrays.equals(at.mac(), end.mac())
                && at.next().isSameAs(end.next());
        at.next().close();
        if (!same) {
            return Optional.of(new AuditFault(number, end.count(), AuditFault.Kind.ALTERED));
        }
        return file.size() > end.length()
                ? Optional.of(new AuditFault(number, end.count() + 1, AuditFault.Kind.ALTERED))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try (keys; file; headFile) {
            headFile.sync();
        } finally {
            end.next().close();
        }
    }

    private static TrailHead start(TrailKeys keys) {
        return new TrailHead(0, 0, new byte[Key256.MAC_BYTES], keys.first().derive("lantern/audit/first"));
    }

    /** The entry that follows, if it is whole and of this chain. */
    private Optional<Link> link(TrailHead at) throws IOException {
        Optional<byte[]> sealed = sealedAt(at.length());
        if (sealed.isEmpty()) {
            return Optional.empty();
        }
        byte[] mac = new byte[Key256.MAC_BYTES];
        file.read(at.length() + Integer.BYTES + sealed.get().length, mac, 0, mac.length);
        return at.next().verifies(mac, at.mac(), length(sealed.get()), sealed.get())
                ? Optional.of(new Link(sealed.get(), mac))
                : Optional.empty();
    }

    private TrailHead after(TrailHead before, Link link) {
        return new TrailHead(before.count() + 1, before.length() + link.bytes(), link.mac(), before.next().next());
    }

    private Optional<byte[]> sealedAt(long at) throws IOException {
        if (at + Integer.BYTES > file.size()) {
            return Optional.empty();
        }
        byte[] prefix = new byte[Integer.BYTES];
        file.read(at, prefix, 0, prefix.length);
        int length = ByteBuffer.wrap(prefix).getInt();
        if (length < Seal.NONCE_BYTES + Seal.TAG_BYTES || length > MOST_BYTES
                || at + Integer.BYTES + length + Key256.MAC_BYTES > file.size()) {
            return Optional.empty();
        }
        byte[] sealed = new byte[length];
        file.read(at + Integer.BYTES, sealed, 0, length);
        return Optional.of(sealed);
    }

    private byte[] seal(byte[] plain, long entry) {
        byte[] sealed = new byte[Seal.NONCE_BYTES + plain.length + Seal.TAG_BYTES];
        byte[] nonce = entropy.bytes(Seal.NONCE_BYTES);
        System.arraycopy(nonce, 0, sealed, 0, nonce.length);
        keys.seal().close(nonce, bound(entry), plain, 0, plain.length, sealed, nonce.length);
        return sealed;
    }

    private byte[] open(byte[] sealed, long entry) throws IOException {
        byte[] nonce = Arrays.copyOf(sealed, Seal.NONCE_BYTES);
        byte[] plain = new byte[sealed.length - Seal.NONCE_BYTES - Seal.TAG_BYTES];
        keys.seal().open(nonce, bound(entry), sealed, nonce.length, sealed.length - nonce.length, plain, 0,
                "audit entry");
        return plain;
    }

    private static byte[] bound(long entry) {
        return ByteBuffer.allocate(Long.BYTES).putLong(entry).array();
    }

    private static byte[] length(byte[] sealed) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(sealed.length).array();
    }

    @FunctionalInterface
    private interface Opening {
        OpenFile open(Path file) throws IOException;
    }

    private record Link(byte[] sealed, byte[] mac) {
        int bytes() {
            return Integer.BYTES + sealed.length + Key256.MAC_BYTES;
        }
    }
}
