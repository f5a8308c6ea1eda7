// SPDX-License-Identifier: Apache-2.0
package io.keysurge.page;

import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** A browser without a window that opens a page from a file and reaches nothing else. */
public final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long PATIENCE_SECONDS = 120;

    private final String program;
    private final Path directory;

    /**
     * What came of a page.
     *
     * @param console what the browser had to say of it, in the words of its console
     * @param picture what a person would see
     */
    public record Shown(List<String> console, BufferedImage picture) {

        /** How many points have exactly this colour. */
        public long points(int red, int green, int blue) {
            int colour = 0xff000000 | red << 16 | green << 8 | blue;
            return Arrays.stream(
                            picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                    .filter(point -> point == colour)
                    .count();
        }
    }

    private Chromium(String program, Path directory) {
        this.program = program;
        this.directory = directory;
    }

    /** The browser of this machine; the test is skipped where there is none. */
    public static Chromium orSkip(Path directory) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Chromium(program.toString(), directory))
                .orElseGet(() -> abort("no browser is installed: one of " + NAMES));
    }

    /** Opens a page in a window of a size. */
    public Shown open(String html, int width, int height, boolean dark) throws IOException, InterruptedException {
        Path room = Files.createTempDirectory(directory, "chromium");
        Path page = Files.writeString(room.resolve("page.html"), html);
        Path picture = room.resolve("page.png");
        Path said = room.resolve("said.txt");
        List<String> command = new ArrayList<>(List.of(
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--user-data-dir=" + room.resolve("profile"),
                "--window-size=" + width + "," + height,
                "--screenshot=" + picture,
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
                page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (!Files.exists(picture)) {
            throw new IOException("the browser drew nothing: " + Files.readString(said));
        }
        List<String> console = Files.readAllLines(said).stream()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Shown(console, ImageIO.read(picture.toFile()));
    }
}
