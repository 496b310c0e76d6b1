package org.lantern.storage.importing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.lantern.imaging.ImagingException;
import org.lantern.storage.StorageException;
import org.lantern.storage.account.Access;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;
import org.lantern.storage.archive.Intake;
import org.lantern.storage.importing.Rejected.Reason;
import org.lantern.storage.object.PackGroup;
import org.lantern.storage.object.PackStore;
import org.lantern.storage.object.StoredObject;

/** One import under way. For one thread. */
final class Intaking {
    /** A group ends after this many objects or bytes: enough to pay for its two syncs, little enough to lose. */
    private static final int GROUP_OBJECTS = 128;
    private static final long GROUP_BYTES = 32 << 20;

    private final PackStore packs;
    private final Intake intake;
    private final Access access;
    private final Iterator<Candidate> candidates;
    private final DoubleConsumer progress;
    private final long total;
    private final BooleanSupplier cancelled;
    private final List<Rejected> rejected = new ArrayList<>();
    private final Set<String> studies = new LinkedHashSet<>();
    /** Those that the audit trail knows of. */
    private final Set<String> recorded = new HashSet<>();
    private int files;
    private int stored;
    private int duplicates;
    private long bytes;
    private long seen;
    private boolean stopped;

    Intaking(PackStore packs, Intake intake, Access access, Iterator<Candidate> candidates, DoubleConsumer progress,
            long total,
            BooleanSupplier cancelled) {
        this.packs = packs;
        this.intake = intake;
        this.access = access;
        this.candidates = candidates;
        this.progress = progress;
        this.total = total;
        this.cancelled = cancelled;
    }

    void reject(Rejected file) {
        files++;
        rejected.add(file);
    }

    Intaking run() throws StorageException {
        progress.accept(0);
        while (candidates.hasNext()) {
            if (cancelled.getAsBoolean()) {
                stopped = true;
                return this;
            }
            List<Loaded> batch = load();
            try {
                store(batch);
            } finally {
                batch.forEach(Loaded::close);
            }
            progress.accept(total == 0 ? 1 : Math.min(1, (double) seen / total));
        }
        progress.accept(1);
        return this;
    }

    ImportReport report(Duration duration) {
        return new ImportReport(files, stored, duplicates, rejected, bytes, duration, stopped, List.copyOf(studies));
    }

    private List<Loaded> load() {
        List<Loaded> batch = new ArrayList<>();
        long loaded = 0;
        while (candidates.hasNext() && batch.size() < GROUP_OBJECTS && loaded < GROUP_BYTES) {
            Candidate candidate = candidates.next();
            files++;
            seen += candidate.bytes();
            try {
                Optional<Loaded> object = Loaded.of(candidate);
                if (object.isPresent()) {
                    batch.add(object.get());
                    loaded += object.get().source().size();
                }
            } catch (ImagingException failure) {
                rejected.add(Rejected.of(candidate.name(), failure));
            }
        }
        return batch;
    }

    private void store(List<Loaded> batch) throws StorageException {
        Intake.Known known = intake.known(batch.stream().map(Loaded::header).toList());
        Map<String, Loaded> fresh = new LinkedHashMap<>();
        for (Loaded object : batch) {
            String uid = object.header().sopInstanceUid();
            switch (known.check(object.header())) {
                case SAME_UID -> compare(object, fresh.containsKey(uid) ? tag(fresh.get(uid)) : known.contentTag(uid));
                case OTHER_PATIENT -> reject(object, Reason.OTHER_PATIENT);
                case OTHER_STUDY -> reject(object, Reason.OTHER_STUDY);
                case NEW -> {
                    known.add(object.header());
                    fresh.put(uid, object);
                }
            }
        }
        if (!fresh.isEmpty()) {
            storeFresh(List.copyOf(fresh.values()));
        }
    }

    private void storeFresh(List<Loaded> fresh) throws StorageException {
        try (PackGroup group = packs.begin()) {
            List<Intake.Filed> filed = new ArrayList<>();
            long groupBytes = 0;
            for (Loaded object : fresh) {
                try {
                    StoredObject sealed = group.add(object.source(), object.header().studyUid());
                    filed.add(new Intake.Filed(object.header(), sealed));
                    groupBytes += sealed.location().bytes();
                } catch (PackGroup.ReadFailure failure) {
                    rejected.add(new Rejected(object.candidate().name(), Reason.UNREADABLE, failure.getMessage()));
                }
            }
            if (filed.isEmpty()) {
                return;
            }
            for (Intake.Filed object : filed) {
                String study = object.header().studyUid();
                if (recorded.add(study)) {
                    access.record(new Deed(Action.STUDY_IMPORTED, true, "", study, ""));
                }
            }
            intake.commit(filed, group.pack(), group.finish());
            group.keep();
            stored += filed.size();
            bytes += groupBytes;
            filed.forEach(object -> studies.add(object.header().studyUid()));
        } catch (IOException failure) {
            throw StorageException.of("pack", failure);
        }
    }

    /** The same UID is there, in the vault or in this batch: the same object, or one that only claims its name. */
    private void compare(Loaded object, Optional<String> there) {
        Optional<String> here = tag(object);
        if (here.isEmpty()) {
            rejected.add(new Rejected(object.candidate().name(), Reason.UNREADABLE, "source failed"));
        } else if (here.equals(there)) {
            duplicates++;
            studies.add(object.header().studyUid());
        } else {
            reject(object, Reason.OTHER_CONTENT);
        }
    }

    private Optional<String> tag(Loaded object) {
        try {
            return Optional.of(packs.contentTag(object.source()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private void reject(Loaded object, Reason reason) {
        rejected.add(new Rejected(object.candidate().name(), reason, "instance UID, study or series is taken"));
    }
}
