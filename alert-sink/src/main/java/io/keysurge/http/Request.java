// SPDX-License-Identifier: Apache-2.0
package io.keysurge.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent. Prints neither its path, nor its headers, nor its body: each may hold a secret. */
public final class Request {

    private final String method;
    private final URI uri;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;

    private Request(String method, URI uri, Map<String, String> headers, byte @Nullable [] body) {
        this.method = method;
        this.uri = uri;
        this.headers = headers;
        this.body = body;
    }

    /** A request without a body. */
    public static Request of(String method, URI uri) {
        return new Request(method, uri, Map.of(), null);
    }

    /** The same with one more header. */
    public Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(method, uri, more, body);
    }

    /** The same with a JSON body. */
    public Request withJson(byte[] json) {
        return new Request(method, uri, headers, json.clone()).with("Content-Type", "application/json; charset=UTF-8");
    }

    /** The same with the body of a form, fields already encoded. */
    public Request withForm(String fields) {
        return new Request(method, uri, headers, fields.getBytes(StandardCharsets.UTF_8))
                .with("Content-Type", "application/x-www-form-urlencoded");
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte @Nullable [] body() {
        return body;
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getHost() + "/(hidden)";
    }
}
