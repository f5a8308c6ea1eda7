// SPDX-License-Identifier: Apache-2.0
package io.keysurge.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes every page of this folder from the code. */
public final class DocsRenderer {

    private DocsRenderer() {}

    /** Content by file name. The same code always gives the same content. */
    public static Map<String, String> pages() {
        House house = House.withDefaults();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("topology.txt", house.topology().toString().stripTrailing() + "\n");
        pages.put("topology.md", TopologyPage.render(house));
        pages.put("topics.md", TopicsPage.render(house));
        pages.put("stores.md", StoresPage.render(house));
        pages.put("settings.md", SettingsPage.render());
        pages.put("alert-types.md", AlertTypesPage.render());
        pages.put("metrics.md", MetricsPage.render());
        pages.put("contracts.md", ContractsPage.render(house.topics()));
        pages.put("export.md", ExportPage.render());
        return pages;
    }

    /**
     * Writes every page into a folder.
     *
     * @param arguments the folder
     * @throws IOException when it cannot be written to
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException(
                    "arguments: " + arguments.length + " (expected: the folder to write to)");
        }
        write(Path.of(arguments[0]));
    }

    static void write(Path folder) throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }
}
