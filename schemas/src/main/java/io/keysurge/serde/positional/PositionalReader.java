// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde.positional;

import static io.keysurge.serde.positional.Binary.DOUBTFUL;

import io.keysurge.serde.WireFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Reads the wanted fields of records in Confluent's wire format. For one thread.
 *
 * <p>Of a writer's schema it knows nothing until it is told, after another reader has read a record of that writer's.
 */
public final class PositionalReader {

    private static final int NO_SCHEMA = -1;

    private final Schema reader;
    private final Map<String, Want> wanted;
    private final Set<String> passedOver;
    private final Slots empty;
    private final Map<Integer, Optional<Plan>> plans = new HashMap<>();
    /** By slot, so that a field of many texts, such as the identity, leaves those of the others their places. */
    private final RepeatedTexts[] repeated;

    private final Skipper skipper = new Skipper();
    private int newestId = NO_SCHEMA;
    private @Nullable Plan newest;

    /**
     * A reader that knows no writer yet.
     *
     * @param reader the contract
     * @param wanted what is wanted, by name of field
     * @param passedOver the other fields of the contract, as far as they may hold whatever their type allows; while there
     *     is a third kind of field, nothing is read
     * @param empty what is read of a record in which every field is missing that may be: the contract's defaults
     */
    public PositionalReader(Schema reader, Map<String, Want> wanted, Set<String> passedOver, Slots empty) {
        this.reader = reader;
        this.wanted = Map.copyOf(wanted);
        this.passedOver = Set.copyOf(passedOver);
        this.empty = empty;
        this.repeated = new RepeatedTexts[empty.texts.length];
        Arrays.setAll(repeated, slot -> new RepeatedTexts());
    }

    /**
     * Makes the plan for the writer of a record that could be decoded, once.
     *
     * @param record the record, framed
     * @param writers gives the schema that a record was written with
     */
    public void learn(byte[] record, Function<byte[], Schema> writers) {
        if (WireFormat.isFramed(record) && !plans.containsKey(WireFormat.schemaId(record))) {
            Plan plan = Plan.of(writers.apply(record), reader, wanted, passedOver);
            plans.put(WireFormat.schemaId(record), Optional.ofNullable(plan));
        }
    }

    /**
     * Reads one record.
     *
     * @return null when anything is doubtful
     */
    public @Nullable Slots read(byte[] key, byte[] record) {
        if (!WireFormat.isFramed(record)) {
            return null;
        }
        Plan plan = plan(WireFormat.schemaId(record));
        return plan == null ? null : follow(plan, key, record);
    }

    private @Nullable Plan plan(int id) {
        if (id != newestId) {
            newest = plans.getOrDefault(id, Optional.empty()).orElse(null);
            newestId = newest == null ? NO_SCHEMA : id;
        }
        return newest;
    }

    private @Nullable Slots follow(Plan plan, byte[] key, byte[] record) {
        Slots slots = empty.copy();
        int[] packed = plan.packed;
        int at = WireFormat.HEADER_BYTES;
        for (int i = 0; i < packed.length; i++) {
            int step = packed[i];
            int valueBranch = Step.valueBranch(step);
            if (valueBranch >= 0) {
                int branch = at < record.length ? record[at++] : DOUBTFUL;
                if (branch == Step.nullBranch(step)) {
                    continue;
                }
                if (branch != valueBranch) {
                    return null;
                }
            }
            int slot = Step.slot(step);
            at = switch (Step.code(step)) {
                case Code.NUMBER -> Binary.number(record, at, slots.numbers, slot);
                case Code.PASS_LENGTH -> Binary.passLength(record, at);
                case Code.FLAG -> Binary.flag(record, at, slots.numbers, slot);
                case Code.DECIMAL -> takeDecimal(record, at, slots, slot);
                case Code.SYMBOL -> takeSymbol(plan.steps[i], record, at, slots, slot);
                case Code.DESCRIBED -> check(plan.steps[i].longest, record, at);
                case Code.DESCRIBED_LIST -> checkList(plan.steps[i], record, at);
                case Code.PASS -> skipper.pass(plan.steps[i].shape, record, at);
                default -> takeText(plan.steps[i], key, record, at, slots, slot);
            };
            if (at < 0) {
                return null;
            }
        }
        return at == record.length ? slots : null;
    }

    private int takeText(Step step, byte[] key, byte[] record, int at, Slots slots, int slot) {
        long spot = Binary.length(record, at);
        if (spot < 0) {
            return DOUBTFUL;
        }
        int from = (int) spot;
        int length = (int) (spot >>> Integer.SIZE);
        String text = length == 0 ? "" : text(step, repeated[slot], record, from, length);
        if (text == null
                || (length == 0 && !step.mayBeEmpty())
                || (step.code == Code.KEY && !Texts.isText(key, record, from, length))) {
            return DOUBTFUL;
        }
        slots.texts[slot] = text;
        return from + length;
    }

    private static @Nullable String text(Step step, RepeatedTexts repeated, byte[] record, int from, int length) {
        if (step.code == Code.ID) {
            return Texts.clean(record, from, length, step.longest);
        }
        String text = repeated.clean(record, from, length, step.longest);
        return text == null && step.code == Code.LABEL ? Texts.any(record, from, length) : text;
    }

    private static int check(int longest, byte[] record, int at) {
        long spot = Binary.length(record, at);
        if (spot < 0) {
            return DOUBTFUL;
        }
        int from = (int) spot;
        int length = (int) (spot >>> Integer.SIZE);
        return Texts.isClean(record, from, length, longest) ? from + length : DOUBTFUL;
    }

    private int checkList(Step step, byte[] record, int from) {
        int left = step.most;
        int at = from;
        while (true) {
            at = skipper.block(record, at);
            if (at < 0 || skipper.items == 0) {
                return at;
            }
            left -= skipper.items;
            if (left < 0) {
                return DOUBTFUL;
            }
            for (int i = 0; i < skipper.items && at >= 0; i++) {
                at = check(step.longest, record, at);
            }
            if (at < 0 || (skipper.blockEnd >= 0 && skipper.blockEnd != at)) {
                return DOUBTFUL;
            }
        }
    }

    private int takeSymbol(Step step, byte[] record, int at, Slots slots, int slot) {
        int index = at < record.length ? record[at] >> 1 : DOUBTFUL;
        if (index < 0 || index >= step.symbols.length || (record[at] & 1) != 0) {
            return DOUBTFUL;
        }
        String symbol = step.symbols[index];
        slots.texts[slot] = symbol;
        return symbol == null ? DOUBTFUL : at + 1;
    }

    private static int takeDecimal(byte[] record, int at, Slots slots, int slot) {
        long spot = Binary.length(record, at);
        int length = (int) (spot >>> Integer.SIZE);
        int from = (int) spot;
        int end = from + length;
        if (spot < 0 || length == 0 || length > Long.BYTES || end < Long.BYTES || record[from] < 0) {
            return DOUBTFUL;
        }
        long upToEnd = Long.reverseBytes(Texts.word(record, end - Long.BYTES));
        slots.numbers[slot] = upToEnd & (-1L >>> (Long.SIZE - length * Byte.SIZE));
        return end;
    }
}
