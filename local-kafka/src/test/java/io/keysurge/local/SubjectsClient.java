// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The few requests of Confluent's registry API these tests need, by hand: this module knows no other module's client. */
record SubjectsClient(String registryUrl) {
    private static final Pattern ID = Pattern.compile("\"id\":\\s*(\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static String recordWithFields(String name, String... fields) {
        return avroRecord(name, "{'name':'%s','type':['null','string'],'default':null}", fields);
    }

    static String recordWithRequiredFields(String name, String... fields) {
        return avroRecord(name, "{'name':'%s','type':'string'}", fields);
    }

    int register(String subject, String schema) {
        return idIn(post(subject, schema).body());
    }

    int statusOfRegistering(String subject, String schema) {
        return post(subject, schema).statusCode();
    }

    int idOfLatest(String subject) {
        return idIn(get("/subjects/" + subject + "/versions/latest"));
    }

    String schemaOf(int id) {
        return get("/schemas/ids/" + id);
    }

    String globalCompatibility() {
        return get("/config");
    }

    private static String avroRecord(String name, String field, String... fields) {
        String all = Arrays.stream(fields).map(field::formatted).collect(Collectors.joining(","));
        return "{'type':'record','name':'%s','fields':[%s]}"
                .formatted(name, all)
                .replace('\'', '"');
    }

    private static int idIn(String body) {
        var id = ID.matcher(body);
        if (!id.find()) {
            throw new AssertionError("no id in " + body);
        }
        return Integer.parseInt(id.group(1));
    }

    private HttpResponse<String> post(String subject, String schema) {
        String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        return send(request("/subjects/" + subject + "/versions").POST(BodyPublishers.ofString(body)));
    }

    private String get(String path) {
        return send(request(path)).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(registryUrl + path)).header("Content-Type", "application/json");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
