package org.lantern.app.cli;

import picocli.CommandLine.Option;

/** {@code delete --study UID}: erases a study, so that nobody can read it again. */
@picocli.CommandLine.Command(name = "delete")
final class DeleteCommand implements Command {
    private final Session session;

    @Option(names = "--study", required = true, paramLabel = "UID", descriptionKey = "study.uid")
    private String study;

    DeleteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Result run() throws Exception {
        var erased = session.vault().upkeep().delete(study);
        var json = Json.object().with("study", study).with("instances", erased.objects())
                .with("bytes", erased.bytes());
        return Result.done(json, out -> out.println(session.text("delete.done", erased.objects())));
    }
}
