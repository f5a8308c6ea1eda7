// SPDX-License-Identifier: Apache-2.0
package io.keysurge.serde;

import io.keysurge.registry.RegistryException;
import io.keysurge.serde.UndecodableRecordException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.AvroTypeException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What a failed attempt to decode a record means: wait and try again, or reject the record. Works for our own serde and,
 * by the chain of causes, for Confluent's.
 */
public sealed interface DecodeFailure {

    /** The registry or this program is at fault: the same bytes may decode later. Never reject the record. */
    record Transient() implements DecodeFailure {}

    /**
     * The bytes are at fault.
     *
     * @param reason what is wrong with them
     */
    record Undecodable(Reason reason) implements DecodeFailure {}

    /** Judges a failure by everything in its chain of causes. A failure of unknown kind counts against the bytes. */
    static DecodeFailure classify(Throwable failure) {
        List<Throwable> chain = Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .limit(30)
                .toList();
        return Stream.<Function<Throwable, Optional<DecodeFailure>>>of(
                        DecodeFailure::byOurOwn,
                        DecodeFailure::byRegistryAnswer,
                        DecodeFailure::byBytes,
                        DecodeFailure::byConnection)
                .flatMap(rule -> chain.stream().map(rule).flatMap(Optional::stream))
                .findFirst()
                .orElseGet(() -> new Undecodable(Reason.CORRUPT_PAYLOAD));
    }

    /**
     * What is wrong with the bytes, for a reader that passes over what it can never read.
     *
     * @throws RuntimeException when the bytes are not at fault; retriable whichever serde it came from
     */
    static Reason reason(RuntimeException failure) {
        if (classify(failure) instanceof Undecodable undecodable) {
            return undecodable.reason();
        }
        if (failure instanceof SerializationException) {
            throw new TransientRegistryException(String.valueOf(failure.getMessage()), failure);
        }
        throw failure;
    }

    private static Optional<DecodeFailure> byOurOwn(Throwable link) {
        if (link instanceof UndecodableRecordException undecodable) {
            return Optional.of(new Undecodable(undecodable.reason()));
        }
        boolean ours = link instanceof TransientRegistryException
                || link instanceof RegistryException
                || link instanceof InterruptException
                || link instanceof SecurityException
                || link instanceof IllegalStateException
                || link instanceof VirtualMachineError;
        return ours ? Optional.of(new Transient()) : Optional.empty();
    }

    /** Confluent's RestClientException, known by its name and message because its jar may not be here. */
    private static Optional<DecodeFailure> byRegistryAnswer(Throwable link) {
        if (!link.getClass().getSimpleName().equals("RestClientException")) {
            return Optional.empty();
        }
        Matcher code = ErrorCode.IN_MESSAGE.matcher(String.valueOf(link.getMessage()));
        return Optional.of(
                code.find() && code.group(1).equals(ErrorCode.NO_SUCH_SCHEMA)
                        ? new Undecodable(Reason.UNKNOWN_SCHEMA)
                        : new Transient());
    }

    private static Optional<DecodeFailure> byBytes(Throwable link) {
        String said = String.valueOf(link.getMessage());
        if (link instanceof SerializationException && said.contains("Unknown magic byte")) {
            return Optional.of(new Undecodable(Reason.NOT_AVRO_FRAMED));
        }
        if (link instanceof AvroTypeException) {
            return Optional.of(new Undecodable(Reason.WRONG_SCHEMA));
        }
        // Both are IOExceptions, but of the decoder that reads the bytes and not of a connection.
        return link instanceof EOFException || link instanceof InvalidNumberEncodingException
                ? Optional.of(new Undecodable(Reason.CORRUPT_PAYLOAD))
                : Optional.empty();
    }

    private static Optional<DecodeFailure> byConnection(Throwable link) {
        return link instanceof IOException || link instanceof ApiException
                ? Optional.of(new Transient())
                : Optional.empty();
    }

    /** How Confluent's client ends the message of a refusal. */
    final class ErrorCode {
        private static final Pattern IN_MESSAGE = Pattern.compile("error code: (\\d+)");
        private static final String NO_SUCH_SCHEMA = "40403";

        private ErrorCode() {}
    }
}
