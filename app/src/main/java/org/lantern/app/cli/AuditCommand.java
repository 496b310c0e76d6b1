package org.lantern.app.cli;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lantern.storage.audit.AuditEntry;
import org.lantern.storage.audit.AuditFault;
import org.lantern.storage.audit.AuditFilter;
import picocli.CommandLine.Option;

/** {@code audit}: what was done in the vault; verified, or written to a signed file, if asked. */
@picocli.CommandLine.Command(name = "audit")
final class AuditCommand implements Command {
    private final Session session;

    @Option(names = "--since", paramLabel = "T", descriptionKey = "audit.since")
    private String since;

    @Option(names = "--by", paramLabel = "NAME", descriptionKey = "audit.by")
    private String by;

    @Option(names = "--limit", paramLabel = "N", descriptionKey = "audit.limit")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--verify", descriptionKey = "audit.verify")
    private boolean verify;

    @Option(names = "--export", paramLabel = "FILE", descriptionKey = "audit.export")
    private Path export;

    AuditCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var filter = new AuditFilter(since == null ? Optional.empty() : Optional.of(moment()), Optional.empty(),
                Optional.ofNullable(by), Set.of());
        if (limit < 1) {
            throw new CommandException(Exit.USAGE, session.text("error.usage.value", "--limit"));
        }
        if (verify) {
            return verified(session.vault().audit().verify());
        }
        return export == null ? listed(session.vault().audit().entries(filter, limit).reversed()) : exported(filter);
    }

    private Result listed(List<AuditEntry> entries) {
        return Result.done(entries.stream().map(AuditEntry::json).toList(), out -> {
            var table = new Table();
            for (var entry : entries) {
                var deed = entry.deed();
                table.add(entry.time().toString(), entry.user(), entry.role(), deed.action().name(),
                        session.text(deed.succeeded() ? "audit.succeeded" : "audit.failed"), deed.patient(),
                        deed.study(), deed.detail());
            }
            table.print(out);
            out.println(session.text("audit.count", entries.size()));
        });
    }

    private Result verified(List<AuditFault> faults) {
        var json = Json.object().with("ok", faults.isEmpty()).with("faults", json(faults));
        return new Result(faults.isEmpty() ? Exit.DONE : Exit.DAMAGED, json, out -> {
            faults.forEach(fault -> out.println(session.text("audit.fault." + fault.kind().name(), fault.trail(),
                    fault.entry())));
            out.println(session.text(faults.isEmpty() ? "audit.whole" : "audit.not-whole", faults.size()));
        });
    }

    static List<?> json(List<AuditFault> faults) {
        return faults.stream().map(fault -> Json.object().with("trail", fault.trail()).with("entry", fault.entry())
                .with("kind", fault.kind().name())).toList();
    }

    private Result exported(AuditFilter filter) throws Exception {
        var audit = session.vault().audit();
        var key = audit.exportKey();
        var lines = new ByteArrayOutputStream();
        int count = audit.export(filter, lines);
        new OutputFile(session, export).write(lines::writeTo);
        return exported(key, count);
    }

    private Result exported(String key, int count) {
        var json = Json.object().with("file", export.toString()).with("entries", count).with("key", key);
        return Result.done(json, out -> {
            out.println(session.text("audit.exported", count, export));
            out.println(session.text("audit.key", key));
        });
    }

    /** A moment, a date (its beginning, where the clock is), or so long ago: 90m, 24h, 7d. */
    private Instant moment() throws CommandException {
        var clock = session.terminal().clock();
        try {
            if (since.matches("\\d{1,6}[mhd]")) {
                long amount = Long.parseLong(since.substring(0, since.length() - 1));
                return clock.instant().minus(switch (since.charAt(since.length() - 1)) {
                    case 'm' -> Duration.ofMinutes(amount);
                    case 'h' -> Duration.ofHours(amount);
                    default -> Duration.ofDays(amount);
                });
            }
            return since.length() == 10
                    ? LocalDate.parse(since).atStartOfDay(clock.getZone()).toInstant()
                    : Instant.parse(since);
        } catch (DateTimeException e) {
            throw new CommandException(Exit.USAGE, session.text("error.usage.value", "--since"), e);
        }
    }
}
