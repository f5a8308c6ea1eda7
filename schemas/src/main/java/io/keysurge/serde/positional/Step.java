// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import io.keysurge.serde.positional.Want.Kind;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** What is done with one field of the writer's. */
final class Step {

    private static final int NONE = -1;

    final Kind kind;
    final int slot;
    final int longest;
    final int most;
    /** True where the number of a branch comes first. */
    final boolean isUnion;
    /** The byte that says that the value follows. */
    final int valueBranch;
    /** The byte that says that there is none; no byte at all where there must be one. */
    final int nullBranch;
    /** What is passed over. */
    final Shape shape;
    /** Of the writer's symbols those that the reader knows, else null. */
    final @Nullable String[] symbols;

    private Step(Want want, boolean isUnion, int valueBranch, int nullBranch, Shape shape, @Nullable String[] symbols) {
        this.kind = want.kind();
        this.slot = want.slot();
        this.longest = want.longest();
        this.most = want.most();
        this.isUnion = isUnion;
        this.valueBranch = asByte(valueBranch);
        this.nullBranch = asByte(nullBranch);
        this.shape = shape;
        this.symbols = symbols;
    }

    /** True where an empty text will do. */
    boolean mayBeEmpty() {
        return kind == Kind.LABEL || kind == Kind.DESCRIPTION;
    }

    /** How Avro writes a small number. Where it takes two bytes, no byte equals it, and the branch is doubtful. */
    private static int asByte(int branch) {
        return branch == NONE ? Integer.MIN_VALUE : 2 * branch;
    }

    /** Passes over a field. */
    static Step pass(Schema writer) {
        if (writer.getType() == Schema.Type.UNION && writer.getTypes().size() == 2 && writer.isNullable()) {
            int value = writer.getTypes().get(0).getType() == Schema.Type.NULL ? 1 : 0;
            return pass(writer.getTypes().get(value), true, value, 1 - value);
        }
        return pass(writer, false, NONE, NONE);
    }

    private static Step pass(Schema value, boolean isUnion, int valueBranch, int nullBranch) {
        boolean hasLength = value.getType() == Schema.Type.STRING || value.getType() == Schema.Type.BYTES;
        return new Step(Want.pass(hasLength), isUnion, valueBranch, nullBranch, Shape.of(value), new String[0]);
    }

    /** Reads a field; null when what the writer writes is not plainly what is wanted. */
    static @Nullable Step read(Want want, Schema writer, Schema reader) {
        boolean mayBeNull = reader.isNullable();
        if (writer.getType() != Schema.Type.UNION) {
            return isPlainly(want, writer) ? step(want, writer, reader, false, NONE, NONE) : null;
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
        return value == NONE ? null : step(want, branches.get(value), reader, true, value, nothing);
    }

    private static Step step(Want want, Schema value, Schema reader, boolean isUnion, int valueBranch, int nullBranch) {
        return new Step(want, isUnion, valueBranch, nullBranch, Shape.of(value), symbols(want, value, reader));
    }

    private static boolean isPlainly(Want want, Schema value) {
        return value.getType() == want.kind().type
                && (want.kind() != Kind.DESCRIBED_LIST || value.getElementType().getType() == Schema.Type.STRING);
    }

    private static @Nullable String[] symbols(Want want, Schema writer, Schema reader) {
        if (want.kind() != Kind.SYMBOL || reader.getType() != Schema.Type.ENUM) {
            return new String[0];
        }
        return writer.getEnumSymbols().stream()
                .map(symbol -> reader.hasEnumSymbol(symbol) ? symbol : null)
                .toArray(String[]::new);
    }
}
