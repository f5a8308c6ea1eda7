// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

/**
 * A credential that was found where it should not be.
 *
 * @param id unique per finding, kept over retries
 * @param fingerprint keyed hash of the credential, as usage carries it
 * @param location where it was found, without secrets
 * @param foundAt when, milliseconds since 1970
 */
public record Exposure(String id, String fingerprint, String location, long foundAt) {

    void write(StateWriter out) {
        out.text(id);
        out.text(fingerprint);
        out.text(location);
        out.number(foundAt);
    }

    static Exposure read(StateReader in) {
        return new Exposure(in.name(), in.name(), in.name(), in.number());
    }
}
