// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What is done with one field of the writer's. */
final class Step {

    private static final int NONE = -1;
    /** More would take more than a byte to tell apart. */
    private static final int MOST_BRANCHES = 64;

    final int code;
    final int longest;
    final int most;
    /** What is passed over. */
    final Shape shape;
    /** Of the writer's symbols those that the reader knows, else null. */
    final @Nullable String[] symbols;
    /**
     * All that most fields need: the byte of the value's branch or -1 where there are none, the byte of the null branch,
     * slot, code; eight bits each.
     */
    final int packed;

    private Step(Want want, int valueBranch, int nullBranch, Shape shape, @Nullable String[] symbols) {
        this.code = want.code();
        this.longest = want.longest();
        this.most = want.most();
        this.shape = shape;
        this.symbols = symbols;
        this.packed = (asByte(valueBranch) << 24) | (asByte(nullBranch) << 16) | (want.slot() << 8) | code;
    }

    static int code(int packed) {
        return packed & 0xff;
    }

    static int slot(int packed) {
        return (packed >>> 8) & 0xff;
    }

    /** The byte that says that there is no value. */
    static int nullBranch(int packed) {
        return (packed >>> 16) & 0xff;
    }

    /** The byte that says that the value follows; negative where the value follows anyway. */
    static int valueBranch(int packed) {
        return packed >> 24;
    }

    /** True where an empty text will do. */
    boolean mayBeEmpty() {
        return code == Code.LABEL || code == Code.DESCRIPTION;
    }

    /** How Avro writes a small number that is not negative; a byte that it never writes stands for none. */
    private static int asByte(int branch) {
        return branch == NONE ? 0xff : 2 * branch;
    }

    /** Passes over a field. */
    static Step pass(Schema writer) {
        if (writer.getType() == Schema.Type.UNION && writer.getTypes().size() == 2 && writer.isNullable()) {
            int value = writer.getTypes().get(0).getType() == Schema.Type.NULL ? 1 : 0;
            return pass(writer.getTypes().get(value), value, 1 - value);
        }
        return pass(writer, NONE, NONE);
    }

    private static Step pass(Schema value, int valueBranch, int nullBranch) {
        boolean hasLength = value.getType() == Schema.Type.STRING || value.getType() == Schema.Type.BYTES;
        return new Step(Want.pass(hasLength), valueBranch, nullBranch, Shape.of(value), new String[0]);
    }

    /** Reads a field; null when what the writer writes is not plainly what is wanted. */
    static @Nullable Step read(Want want, Schema writer, Schema reader) {
        boolean mayBeNull = reader.isNullable();
        if (writer.getType() != Schema.Type.UNION) {
            return isPlainly(want, writer) ? step(want, writer, reader, NONE, NONE) : null;
        }
        int value = NONE;
        int nothing = NONE;
        List<Schema> branches = writer.getTypes();
        for (int i = 0; i < branches.size(); i++) {
            if (mayBeNull && branches.get(i).getType() == Schema.Type.NULL) {
                nothing = i;
            } else if (value == NONE && isPlainly(want, branches.get(i))) {
                value = i;
            }
        }
        return value == NONE || branches.size() > MOST_BRANCHES
                ? null
                : step(want, branches.get(value), reader, value, nothing);
    }

    private static Step step(Want want, Schema value, Schema reader, int valueBranch, int nullBranch) {
        return new Step(want, valueBranch, nullBranch, Shape.of(value), symbols(want, value, reader));
    }

    private static boolean isPlainly(Want want, Schema value) {
        return value.getType() == want.type()
                && (want.code() != Code.DESCRIBED_LIST || value.getElementType().getType() == Schema.Type.STRING);
    }

    private static @Nullable String[] symbols(Want want, Schema writer, Schema reader) {
        if (want.code() != Code.SYMBOL || reader.getType() != Schema.Type.ENUM) {
            return new String[0];
        }
        return writer.getEnumSymbols().stream()
                .map(symbol -> reader.hasEnumSymbol(symbol) ? symbol : null)
                .toArray(String[]::new);
    }
}
