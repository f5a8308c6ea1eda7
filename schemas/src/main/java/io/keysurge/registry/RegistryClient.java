// SPDX-License-Identifier: Apache-2.0
package io.keysurge.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;

/**
 * Confluent's schema registry interface over HTTP; any registry that speaks it will do. Safe for many threads.
 *
 * <p>Every method blocks until a registry answers, at most {@code schema.registry.retry.timeout.ms}, and then throws
 * {@link RegistryUnavailableException}. What the registry refuses comes as {@link RegistryRefusedException}.
 */
public final class RegistryClient implements AutoCloseable {

    private static final int NO_SUCH_SUBJECT = 40401;
    private static final int NO_SUCH_VERSION = 40402;
    private static final int NO_SUCH_SCHEMA = 40403;
    private static final int NO_LEVEL_FOR_SUBJECT = 40408;

    private final RegistrySettings settings;
    private final Transport transport;

    /** A client that connects on its first request. */
    public RegistryClient(RegistrySettings settings) {
        this.settings = settings;
        this.transport = new Transport(settings);
    }

    /** A client from configuration: see {@link RegistrySettings#definition()}. */
    public static RegistryClient from(Map<String, ?> settings) {
        return new RegistryClient(RegistrySettings.from(settings));
    }

    /**
     * Registers a schema; does nothing when the subject has it already.
     *
     * @return its id
     * @throws IncompatibleSchemaException when the subject's compatibility level forbids it
     */
    public int register(String subject, Schema schema) {
        Reply reply = transport.send("POST", subjectPath(subject) + "/versions" + normalize(), schemaBody(schema));
        if (reply.status() == 409) {
            throw new IncompatibleSchemaException(subject, reply.message(), reply.errorCode());
        }
        return wholeNumber(accepted(reply, "register schema of subject " + subject), "id");
    }

    /** The version of the subject that holds exactly this schema; empty when none does. */
    public Optional<SchemaVersion> lookup(String subject, Schema schema) {
        Reply reply = transport.send("POST", subjectPath(subject) + normalize(), schemaBody(schema));
        return found(reply, "look up schema of subject " + subject).map(RegistryClient::version);
    }

    /** The newest version of the subject; empty when it has none. */
    public Optional<SchemaVersion> latest(String subject) {
        return version(subject, "latest");
    }

    /** One version of the subject, 1 or more; empty when it has none such. */
    public Optional<SchemaVersion> version(String subject, int version) {
        return version(subject, Integer.toString(version));
    }

    /**
     * The schema with this id; empty when the registry has none such. Before a 404 without Confluent's own error code
     * is believed, the address is asked whether it is a registry at all: a wrong path must not condemn good records.
     */
    public Optional<RegisteredSchema> schema(int id) {
        Reply reply = transport.send("GET", "/schemas/ids/" + id, null);
        if (reply.status() == 404 && reply.body().path("error_code").asInt(0) != NO_SUCH_SCHEMA) {
            requireRegistry();
        }
        return found(reply, "get schema " + id).map(RegistryClient::schema);
    }

    /** The subjects that the registry knows. */
    public List<String> subjects() {
        JsonNode names = accepted(transport.send("GET", "/subjects", null), "list subjects");
        return StreamSupport.stream(names.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Whether the schema may follow the newest version of the subject; a subject without versions accepts any. */
    public CompatibilityVerdict compatibility(String subject, Schema schema) {
        Reply reply = transport.send(
                "POST", "/compatibility" + subjectPath(subject) + "/versions/latest?verbose=true", schemaBody(schema));
        return found(reply, "check compatibility with subject " + subject)
                .map(body -> new CompatibilityVerdict(body.path("is_compatible").asBoolean(false), reasons(body)))
                .orElse(new CompatibilityVerdict(true, List.of()));
    }

    /** The compatibility level in force for the subject's own schemas; empty when the global one holds. */
    public Optional<String> compatibilityLevel(String subject) {
        Reply reply = transport.send("GET", "/config/" + encoded(subject), null);
        return reply.status() == 404 && reply.errorCode() == NO_LEVEL_FOR_SUBJECT
                ? Optional.empty()
                : found(reply, "get compatibility level of subject " + subject).map(RegistryClient::level);
    }

    /** The compatibility level of every subject without one of its own. */
    public String globalCompatibilityLevel() {
        return level(accepted(transport.send("GET", "/config", null), "get global compatibility level"));
    }

    /** Sets the compatibility level of one subject, such as FULL_TRANSITIVE. */
    public void setCompatibilityLevel(String subject, String level) {
        accepted(
                transport.send("PUT", "/config/" + encoded(subject), levelBody(level)),
                "set compatibility level of subject " + subject);
    }

    /** Sets the compatibility level of every subject without one of its own. */
    public void setGlobalCompatibilityLevel(String level) {
        accepted(transport.send("PUT", "/config", levelBody(level)), "set global compatibility level");
    }

    /** Ends every wait in progress; requests after that fail at their first repetition. */
    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return "RegistryClient"
                + settings.urls().stream().map(RegistryUrl::base).toList();
    }

    private Optional<SchemaVersion> version(String subject, String version) {
        Reply reply = transport.send("GET", subjectPath(subject) + "/versions/" + version, null);
        return found(reply, "get version " + version + " of subject " + subject).map(RegistryClient::version);
    }

    private void requireRegistry() {
        Reply reply = transport.send("GET", "/subjects", null);
        if (!reply.successful() || !reply.body().isArray()) {
            throw new RegistryUnavailableException(
                    "schema registry " + this + ": answered " + reply.status()
                            + " to GET /subjects (expected: a schema registry at this address; check "
                            + RegistrySettings.URL + ")",
                    null);
        }
    }

    private static Optional<JsonNode> found(Reply reply, String what) {
        boolean missing = reply.status() == 404
                && switch (reply.errorCode()) {
                    case 404, NO_SUCH_SUBJECT, NO_SUCH_VERSION, NO_SUCH_SCHEMA -> true;
                    default -> false;
                };
        return missing ? Optional.empty() : Optional.of(accepted(reply, what));
    }

    private static JsonNode accepted(Reply reply, String what) {
        if (reply.successful()) {
            return reply.body();
        }
        throw new RegistryRefusedException(
                what + ": refused with " + reply.errorCode() + ": " + reply.message(),
                reply.status(),
                reply.errorCode());
    }

    private static SchemaVersion version(JsonNode body) {
        return new SchemaVersion(
                body.path("subject").asText(""), wholeNumber(body, "version"), wholeNumber(body, "id"), schema(body));
    }

    private static RegisteredSchema schema(JsonNode body) {
        JsonNode text = body.path("schema");
        if (!text.isTextual()) {
            throw notUnderstood("schema");
        }
        List<SchemaReference> references = new ArrayList<>();
        for (JsonNode reference : body.path("references")) {
            references.add(new SchemaReference(
                    reference.path("name").asText(""),
                    reference.path("subject").asText(""),
                    wholeNumber(reference, "version")));
        }
        return new RegisteredSchema(body.path("schemaType").asText(RegisteredSchema.AVRO), text.asText(), references);
    }

    private static List<String> reasons(JsonNode body) {
        List<String> reasons = new ArrayList<>();
        body.path("messages").forEach(message -> reasons.add(message.asText()));
        if (body.path("reason").isTextual()) {
            reasons.add(body.path("reason").asText());
        }
        return reasons;
    }

    private static String level(JsonNode body) {
        JsonNode level = body.path("compatibilityLevel");
        JsonNode given = level.isTextual() ? level : body.path("compatibility");
        if (!given.isTextual()) {
            throw notUnderstood("compatibilityLevel");
        }
        return given.asText();
    }

    private static int wholeNumber(JsonNode body, String field) {
        JsonNode value = body.path(field);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw notUnderstood(field);
        }
        return value.asInt();
    }

    private static RegistryUnavailableException notUnderstood(String field) {
        return new RegistryUnavailableException(
                "schema registry answered without a usable " + field + " (expected: Confluent's schema registry"
                        + " interface; check " + RegistrySettings.URL + ")",
                null);
    }

    private String normalize() {
        return settings.normalize() ? "?normalize=true" : "";
    }

    private static String schemaBody(Schema schema) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", schema.toString())
                .toString();
    }

    private static String levelBody(String level) {
        return JsonNodeFactory.instance.objectNode().put("compatibility", level).toString();
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + encoded(subject);
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
