// SPDX-License-Identifier: Apache-2.0
package io.keysurge.local;

import io.keysurge.local.process.Child;
import io.keysurge.local.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A project of the launcher's own, in which java and Maven tell what they were asked instead of doing it. */
record LaunchedProject(Path root) {
    private static final Duration A_TICK_OR_TWO = Duration.ofMillis(20);
    private static final String JAVA = """
            #!/bin/sh
            case $* in
            *-version) echo 'openjdk version "VERSION"' >&2; exit 0 ;;
            esac
            echo "java ran $* home=$KEYSURGE_HOME"
            while [ "$1" != -jar ]; do shift; done
            echo "$3" >>"$STAND_IN_PROGRAMS"
            case $3 in
            up) exit "${STAND_IN_UP:-0}" ;;
            demo) exit "${STAND_IN_DEMO:-0}" ;;
            esac
            """;
    private static final String MAVEN = """
            #!/bin/sh
            echo "maven ran"
            for module in schemas local-kafka stream-app alert-sink; do
                mkdir -p $module/target
                [ -f $module/target/keysurge-$module.jar ] || : >$module/target/keysurge-$module.jar
            done
            """;

    static LaunchedProject in(Path directory) throws IOException {
        var project = new LaunchedProject(
                Files.createDirectories(directory.toRealPath().resolve("project")));
        Files.copy(Path.of("..", "keysurge"), project.root.resolve("keysurge"));
        project.write("pom.xml");
        for (String module : List.of("schemas", "local-kafka", "stream-app", "alert-sink")) {
            project.write(module + "/pom.xml");
        }
        script(project.root.resolve("mvnw"), MAVEN);
        script(project.jdk().resolve("bin/javac"), "#!/bin/sh\n");
        project.useJava("17.0.1");
        return project;
    }

    void useJava(String version) throws IOException {
        script(jdk().resolve("bin/java"), JAVA.replace("VERSION", version));
    }

    Path jar(String module) {
        return root.resolve(module).resolve("target").resolve("keysurge-" + module + ".jar");
    }

    /** Writes a file that is newer than all before it: the clock of a file system ticks every few milliseconds. */
    Path write(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        LockSupport.parkNanos(A_TICK_OR_TWO.toNanos());
        return Files.writeString(path, "changed");
    }

    Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    Outcome run(Map<String, String> environment, String... arguments) {
        return run(root.resolve("keysurge"), environment, arguments);
    }

    Outcome run(Path launcher, Map<String, String> environment, String... arguments) {
        Path log = root.resolveSibling("log");
        Path programs = root.resolveSibling("programs");
        var all = new HashMap<>(Map.of(
                "JAVA_HOME",
                jdk().toString(),
                "KEYSURGE_HOME",
                "",
                "KEYSURGE_NO_BUILD",
                "",
                "STAND_IN_PROGRAMS",
                programs.toString()));
        all.putAll(environment);
        var command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        try {
            Files.writeString(log, "");
            Files.writeString(programs, "");
            Child child = new Launch("keysurge", command, all, root, log).start();
            return new Outcome(child.awaitExit(), Files.readString(log), Files.readAllLines(programs));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path jdk() {
        return root.resolveSibling("jdk");
    }

    private static void script(Path path, String content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        if (!path.toFile().setExecutable(true)) {
            throw new IOException("cannot be made executable: " + path);
        }
    }

    /**
     * How it ended.
     *
     * @param output all it printed
     * @param programs the first argument of each program that was run
     */
    record Outcome(int exitCode, String output, List<String> programs) {}
}
