// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local.keycloak;

import io.keysurge.local.process.StartException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak as it is published: a zip file with one folder in it.
 *
 * @param file the zip file
 */
record Archive(Path file) {

    /** Which archive is meant, as Maven names it. */
    static final String COORDINATES = "org.keycloak:keycloak-quarkus-dist:26.0.7:zip";

    /**
     * Unpacks it below the directory. Executable bits are not restored: its scripts are not used.
     *
     * @return the folder that was in it
     * @throws StartException if there is no archive, or it is not one of Keycloak; says what to do
     */
    Path unpack(Path directory) {
        if (!Files.isRegularFile(file)) {
            throw new StartException(file + ": missing (expected: " + COORDINATES + " of Maven Central); fetch it with"
                    + " ./mvnw dependency:copy -Dartifact=" + COORDINATES + " -DoutputDirectory=DIRECTORY");
        }
        Path root = directory.toAbsolutePath().normalize();
        try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                unpack(entry, zip, root);
            }
        } catch (IOException e) {
            throw new StartException(file + ": cannot be unpacked (" + e.getMessage() + ")", e);
        }
        return home(root);
    }

    private void unpack(ZipEntry entry, InputStream content, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the entry " + entry.getName() + " leads out of the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(content, target);
        }
    }

    private Path home(Path root) {
        try (var folders = Files.newDirectoryStream(root, "keycloak-*")) {
            for (Path folder : folders) {
                if (Files.isRegularFile(folder.resolve("lib").resolve("quarkus-run.jar"))) {
                    return folder;
                }
            }
        } catch (IOException e) {
            throw new StartException(root + ": cannot be read (" + e.getMessage() + ")", e);
        }
        throw new StartException(file + ": no Keycloak in it (expected: " + COORDINATES + ")");
    }
}
