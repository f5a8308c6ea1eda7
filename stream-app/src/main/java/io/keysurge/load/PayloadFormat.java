// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import io.keysurge.imports.PayloadMapper;
import java.io.InputStream;
import java.util.function.Consumer;

/**
 * What another system writes in JSON: a document per line, or documents over several lines; each a record, a page of
 * records, or an array of either.
 */
final class PayloadFormat implements UsageFormat {

    private final String name;
    private final PayloadMapper mapper;

    PayloadFormat(String name, PayloadMapper mapper) {
        this.name = name;
        this.mapper = mapper;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public UsageReader open(InputStream content, Consumer<String> warnings) {
        return new JsonDocuments(content, mapper, warnings);
    }
}
