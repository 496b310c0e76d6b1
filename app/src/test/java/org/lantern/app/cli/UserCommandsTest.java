package org.lantern.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandsTest {
    private static final String PASSWORD = "丹阳 clinic 2026";

    @TempDir
    Path folder;

    private Path kims;

    @BeforeEach
    void make() throws Exception {
        kims = Files.writeString(folder.resolve("kims"), "kim's own password\n");
        assertEquals(0, admin("vault", "init").exit());
        var added = admin("user", "add", "kim", "--role", "clinician", "--new-password-file", kims, "--json");
        assertEquals(0, added.exit(), added.err());
        assertEquals("clinician", added.json().get("role").asText());
    }

    @Test
    void users_have_the_rights_of_their_role_until_they_are_disabled() {
        var users = admin("user", "list", "--json").json();
        assertEquals(2, users.size());
        assertEquals("administrator", users.get(0).get("role").asText());
        assertEquals("kim", users.get(1).get("name").asText());
        assertFalse(users.get(1).get("disabled").asBoolean());
        assertTrue(users.get(1).get("kdf").get("memoryKib").asInt() >= 19 * 1024);
        assertEquals(0, kim("patients").exit());
        for (var forbidden : List.of(new String[]{"user", "list"}, new String[]{"audit"},
                new String[]{"user", "disable", "admin"}, new String[]{"import", kims.toString()})) {
            var run = kim((Object[]) forbidden);
            assertEquals(4, run.exit(), String.join(" ", forbidden));
            assertEquals("lantern: Your role does not allow this. Ask an administrator of this vault.",
                    run.err().strip());
        }
        assertEquals(2, admin("user", "add", "lee", "--role", "king", "--new-password-file", kims).exit());
        assertEquals(2, admin("user", "add", "kim", "--role", "auditor", "--new-password-file", kims).exit());
        assertEquals(3, admin("user", "disable", "nobody").exit());
        assertEquals(4, admin("user", "disable", "admin").exit());
        assertEquals(4, admin("user", "role", "admin", "auditor").exit());
        assertEquals(0, admin("user", "disable", "kim").exit());
        assertEquals(4, kim("patients").exit());
        assertEquals(0, admin("user", "passwd", "kim", "--enable", "--new-password-file", kims).exit());
        assertEquals(0, admin("user", "role", "kim", "technician").exit());
        assertEquals(0, admin("user", "unlock", "kim").exit());
        assertEquals(0, kim("studies").exit());
    }

    @Test
    void a_new_password_of_ones_own_replaces_the_old_one() throws Exception {
        var fresh = Files.writeString(folder.resolve("fresh"), "another password of kim");
        assertEquals(0, kim("user", "passwd", "--new-password-file", fresh).exit());
        assertEquals(4, kim("patients").exit());
        assertEquals(0, Run.Place.in(folder).run("patients", "--user", "kim", "--password-file", fresh).exit());
    }

    @Test
    void the_audit_trail_is_listed_verified_exported_and_checked() throws Exception {
        assertEquals(0, kim("patients").exit());
        assertEquals(4, kim("user", "list").exit());
        var entries = admin("audit", "--by", "kim", "--json").json();
        var actions = new ArrayList<String>();
        entries.forEach(entry -> actions.add(entry.get("action").asText() + " " + entry.get("succeeded").asBoolean()));
        // Whether the cost of a guess was raised at login depends on how busy the machine was when it was chosen.
        actions.remove("KEYS_UPGRADED true");
        assertEquals(List.of("LOGIN true", "SEARCHED true", "LOGOUT true", "LOGIN true", "REFUSED false",
                "LOGOUT true"), actions);
        assertEquals("110114", entries.get(entries.size() - 1).get("event").asText());
        assertEquals(0, admin("audit", "--since", "2027-01-01", "--json").json().size());
        assertEquals(2, admin("audit", "--since", "yesterday").exit());
        assertTrue(admin("audit", "--verify", "--json").json().get("ok").asBoolean());
        var file = folder.resolve("audit.jsonl");
        var exported = admin("audit", "--export", file, "--json").json();
        var key = exported.get("key").asText();
        var checked = Run.Place.in(folder).run("audit", "check", file, "--key", key, "--json");
        assertEquals(0, checked.exit(), checked.err());
        assertEquals(exported.get("entries").asInt(), checked.json().get("entries").asInt());
        Files.writeString(file, Files.readString(file).replace("\"user\":\"kim\"", "\"user\":\"lee\""));
        var altered = Run.Place.in(folder).run("audit", "check", file, "--json");
        assertEquals(5, altered.exit());
        assertFalse(altered.json().get("ok").asBoolean());
        var trail = folder.resolve("vault/audit/0001.trail");
        var bytes = Files.readAllBytes(trail);
        bytes[bytes.length / 2] ^= 1;
        Files.write(trail, bytes);
        assertEquals(5, admin("audit", "--verify").exit());
    }

    private Run admin(Object... arguments) {
        return Run.Place.in(folder).withEnvironment("LANTERN_PASSWORD", PASSWORD).run(arguments);
    }

    private Run kim(Object... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--user", "kim", "--password-file", kims));
        return Run.Place.in(folder).run(all.toArray());
    }
}
