package org.lantern.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or after its name. */
@Command(name = "lantern", versionProvider = Version.class)
final class GlobalOptions {
    @Option(names = "--vault", paramLabel = "DIR", descriptionKey = "option.vault", scope = ScopeType.INHERIT)
    Path vault;

    @Option(names = "--user", paramLabel = "NAME", descriptionKey = "option.user", scope = ScopeType.INHERIT)
    String user;

    @Option(names = "--password-file", paramLabel = "FILE", descriptionKey = "option.password-file", scope = ScopeType.INHERIT)
    Path passwordFile;

    @Option(names = "--key-file", paramLabel = "FILE", descriptionKey = "option.key-file", scope = ScopeType.INHERIT)
    Path keyFile;

    /** Read by {@link Cli} before anything else, because help and errors are in this language already. */
    @Option(names = "--lang", paramLabel = "en|zh-CN", descriptionKey = "option.lang", scope = ScopeType.INHERIT)
    String language;

    @Option(names = "--json", descriptionKey = "option.json", scope = ScopeType.INHERIT)
    boolean json;

    @Option(names = "-v", descriptionKey = "option.verbose", scope = ScopeType.INHERIT)
    boolean verbose;

    @Option(names = {"-h", "--help"}, usageHelp = true, descriptionKey = "option.help", scope = ScopeType.INHERIT)
    boolean help;

    @Option(names = {"-V", "--version"}, versionHelp = true, descriptionKey = "option.version", scope = ScopeType.LOCAL)
    boolean version;

    /** Takes what a batch was told for what this line does not say. */
    void completeFrom(GlobalOptions outer) {
        vault = vault == null ? outer.vault : vault;
        user = user == null ? outer.user : user;
        keyFile = keyFile == null ? outer.keyFile : keyFile;
        passwordFile = passwordFile == null ? outer.passwordFile : passwordFile;
        json |= outer.json;
        verbose |= outer.verbose;
    }
}
