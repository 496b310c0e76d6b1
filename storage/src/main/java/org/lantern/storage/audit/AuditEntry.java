package org.lantern.storage.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.lantern.storage.account.Action;
import org.lantern.storage.account.Deed;

/**
 * One entry of the audit trail.
 *
 * @param trail which trail, from 1: a damaged one is left as it is and another begun
 * @param number within the trail, from 1
 * @param role in words of the command line; empty where nobody was logged in
 * @param emergency whether the glass was broken
 */
public record AuditEntry(int trail, long number, Instant time, String user, String role, boolean emergency,
        Deed deed) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public AuditEntry {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The members that exports and the command line show, in this order. */
    public ObjectNode json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("trail", trail).put("number", number).put("time", time.toString()).put("user", user)
                .put("role", role).put("action", deed.action().name()).put("event", deed.action().eventCode())
                .put("type", deed.action().typeCode()).put("succeeded", deed.succeeded())
                .put("patient", deed.patient()).put("study", deed.study()).put("detail", deed.detail())
                .put("emergency", emergency);
        return node;
    }

    byte[] encode() {
        return json().toString().getBytes(StandardCharsets.UTF_8);
    }

    static AuditEntry decode(byte[] bytes) throws IOException {
        JsonNode node = JSON.readTree(bytes);
        try {
            return new AuditEntry(node.path("trail").asInt(), node.path("number").asLong(),
                    Instant.parse(node.path("time").asText()), node.path("user").asText(), node.path("role").asText(),
                    node.path("emergency").asBoolean(),
                    new Deed(Action.valueOf(node.path("action").asText()), node.path("succeeded").asBoolean(),
                            node.path("patient").asText(), node.path("study").asText(),
                            node.path("detail").asText()));
        } catch (DateTimeException | IllegalArgumentException failure) {
            throw new IOException("audit entry", failure);
        }
    }
}
