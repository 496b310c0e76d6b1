package org.lantern.app.compose;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How the workstation is to start.
 *
 * @param vault the folder that the login page proposes
 * @param user the user that it proposes
 * @param language of the texts, unless the user has chosen another in the window before
 * @param password unlocks the vault at once, as for the demo; zeroed after use
 * @param settings the file in which the window remembers language and theme
 */
public record LaunchOptions(Path vault, String user, Locale language, Optional<char[]> password, Path settings) {}
