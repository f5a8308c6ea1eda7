// SPDX-License-Identifier: Apache-2.0
package io.keysurge.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.keysurge.imports.Imported;
import io.keysurge.imports.KeptCopy;
import io.keysurge.imports.PayloadMapper;
import io.keysurge.imports.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON documents of any size, and gives out what their records turned out to be, each with the line it begins in.
 *
 * <p>The parser is fed line by line. So a line that is no JSON is refused alone where each line is a document, although
 * documents may also go over several lines. Within such a document nobody can say where the next record begins after a
 * mistake: there the file ends.
 */
final class JsonDocuments implements UsageReader, DocumentWalk.Found {

    private static final int CHUNK = 64 * 1024;
    private static final int MOST_REMARKS = 100;
    private static final String CUT = "ends within a JSON document (expected: the whole of it)";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final InputStream in;
    private final PayloadMapper mapper;
    private final Consumer<String> warnings;
    private final DocumentWalk walk;
    private final Set<String> remarks = new HashSet<>();

    private final byte[] buffer = new byte[CHUNK];
    private int start;
    private int end;
    private long number = 1;
    private long lastWithContent;
    private boolean atLineStart = true;

    /** The line so far, where it reaches over more than one filling of the buffer. */
    private @Nullable Unreadable line;

    /** What is wrong with the line; it is refused at its end, when all of it has been seen. Null when nothing is. */
    private @Nullable String broken;

    private JsonParser parser;
    private Consumer<Line> out = line -> {};
    private JsonNode source = MissingNode.getInstance();

    JsonDocuments(InputStream in, PayloadMapper mapper, Consumer<String> warnings) {
        this.in = in;
        this.mapper = mapper;
        this.warnings = warnings;
        this.walk = new DocumentWalk(mapper.container(), this);
        this.parser = newParser();
    }

    @Override
    public boolean advance(Consumer<Line> lines) throws IOException {
        out = lines;
        if (start == end && !fill()) {
            finish();
            return false;
        }
        int newline = indexOfNewline();
        int stop = newline < 0 ? end : newline + 1;
        if (broken == null) {
            segment(start, stop);
        }
        see(start, newline < 0 ? end : newline, newline >= 0);
        start = stop;
        atLineStart = newline >= 0;
        if (newline >= 0) {
            number++;
        }
        return true;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public String text() {
        return KeptCopy.of(source);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    @Override
    public void record(JsonNode record, String place, long line) {
        mapper.recordOrNot(record, place, imported -> tell(imported, line));
    }

    @Override
    public void page(JsonNode rest, String place, long line) {
        mapper.page(rest, place, imported -> tell(imported, line));
    }

    @Override
    public void tooLarge(String place, long line) {
        String why = "a record of more than " + DocumentWalk.MAX_RECORD_SIZE / (1024 * 1024)
                + " MiB (expected: at most that); switch the logging of prompts off, or split it";
        out.accept(new Line.Bad(line, place.isEmpty() ? "line" : place, why, ""));
    }

    private void tell(Imported imported, long line) {
        if (imported instanceof Imported.Event event) {
            source = event.source();
            out.accept(new Line.Good(line, event.event()));
        } else if (imported instanceof Imported.Refused refused) {
            out.accept(new Line.Bad(line, refused.field(), refused.advice(), KeptCopy.of(refused.source())));
        } else if (imported instanceof Imported.Skipped skipped) {
            out.accept(new Line.Skipped(line, skipped.why()));
        } else if (imported instanceof Imported.Remark remark
                && remarks.size() < MOST_REMARKS
                && remarks.add(remark.text())) {
            warnings.accept(remark.text());
        }
    }

    /** Remembers a part of a line for what is kept when it is refused. */
    private void see(int from, int to, boolean whole) {
        if (broken != null || line != null || !whole) {
            line = (line == null ? new Unreadable() : line).add(buffer, from, to - from);
        }
        if (whole) {
            refuseBroken();
            line = null;
        }
    }

    private void refuseBroken() {
        if (broken != null && line != null) {
            refuse(number, broken, line.kept());
        }
        broken = null;
    }

    private boolean fill() throws IOException {
        start = 0;
        end = 0;
        int read = in.read(buffer, 0, buffer.length);
        end = Math.max(0, read);
        return read >= 0;
    }

    private int indexOfNewline() {
        for (int i = start; i < end; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Takes a line, or the part of one that is in the buffer. */
    private void segment(int from, int to) throws IOException {
        boolean cut = atLineStart && buffer[from] == '{' && walk.isOpen() && !walk.isBetweenRecords();
        if (cut && walk.openedAt() == lastWithContent) {
            // A document a line, and the one before was not whole: this line is not part of it.
            refuse(lastWithContent, CUT, "");
        }
        if (!isBlank(from, to)) {
            lastWithContent = number;
        }
        try {
            feeder().feedInput(buffer, from, to);
            drain();
        } catch (JsonProcessingException e) {
            broken(e, from, to);
        }
    }

    private void drain() throws IOException {
        JsonToken token = parser.nextToken();
        while (token != null && token != JsonToken.NOT_AVAILABLE) {
            walk.take(parser, number);
            token = parser.nextToken();
        }
    }

    private void broken(JsonProcessingException mistake, int from, int to) {
        String why = why(mistake, from, to);
        if (walk.isOpen() && walk.openedAt() < number) {
            throw new UnreadableFileException(why + ", within the document that begins in line " + walk.openedAt()
                    + "; what stands before is taken");
        }
        broken = why;
    }

    /** The parser's own message repeats what it stumbled over, which may be a secret. */
    private String why(JsonProcessingException mistake, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == 0) {
                return "NUL bytes, as in UTF-16 without a byte order mark (expected: UTF-8; convert the file)";
            }
        }
        return String.valueOf(mistake.getOriginalMessage()).contains("UTF-8")
                ? "not UTF-8 text (expected: UTF-8; convert the file)"
                : "not valid JSON (expected: a document per line, an array or a page)";
    }

    private void refuse(long line, String why, String text) {
        out.accept(new Line.Bad(line, "line", why, text));
        walk.reset();
        parser = newParser();
    }

    private void finish() throws IOException {
        refuseBroken();
        feeder().endOfInput();
        boolean whole = true;
        try {
            drain();
        } catch (JsonProcessingException e) {
            whole = false;
        }
        if (whole && !walk.isOpen()) {
            return;
        }
        if (walk.isOpen() && walk.openedAt() < lastWithContent) {
            throw new UnreadableFileException(
                    "the file " + CUT + ", which begins in line " + walk.openedAt() + "; fetch the file again");
        }
        refuse(lastWithContent, CUT, "");
    }

    private boolean isBlank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] > ' ' || buffer[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private ByteArrayFeeder feeder() {
        return (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    }

    private static JsonParser newParser() {
        try {
            return JSON.createNonBlockingByteArrayParser();
        } catch (IOException impossible) {
            throw new IllegalStateException("nothing is read yet", impossible);
        }
    }
}
