// SPDX-License-Identifier: Apache-2.0
package io.keysurge.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.report.Buffer.Admission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class BufferLaws {

    /** One thing that can happen to a buffer, and how much or which of them. */
    enum Move {
        OFFER,
        TAKE,
        GIVE_BACK,
        DELIVERED,
        FAILED,
        CLOSE
    }

    @Property
    void is_never_fuller_than_its_bounds_and_books_each_event_once(
            @ForAll @Size(max = 300) List<Move> moves,
            @ForAll @IntRange(min = 1, max = 20) int mostEvents,
            @ForAll @IntRange(min = 1, max = 200) int mostBytes,
            @ForAll Random random)
            throws InterruptedException {
        var buffer = new Buffer(mostEvents, mostBytes);
        var model = new Model();
        for (Move move : moves) {
            // Nobody closes in the first moves of most runs, or nothing would be seen but that.
            if (move == Move.CLOSE && random.nextInt(10) > 0) {
                continue;
            }
            apply(move, buffer, model, random, mostEvents, mostBytes);

            Buffer.Books books = buffer.books();
            assertThat(books.pending()).isEqualTo(model.unsettled.size()).isBetween(0L, (long) mostEvents);
            assertThat(books.bytes()).isEqualTo(model.bytes()).isBetween(0L, (long) mostBytes);
            assertThat(books.accepted()).isEqualTo(books.delivered() + books.failed() + books.pending());
            assertThat(books.accepted() + books.full() + books.closed()).isEqualTo(model.offered);
            assertThat(books.delivered()).isEqualTo(model.delivered);
            assertThat(books.failed()).isEqualTo(model.failed);
        }
        assertThat(buffer.unsettled()).containsExactlyElementsOf(model.unsettled);
    }

    @Property(tries = 50)
    void books_each_event_once_whatever_several_threads_do_at_once(
            @ForAll @IntRange(min = 1, max = 30) int mostEvents, @ForAll @IntRange(min = 50, max = 300) int mostBytes)
            throws Exception {
        int offering = 3;
        int offersEach = 300;
        var buffer = new Buffer(mostEvents, mostBytes);
        var overBound = new AtomicLong();
        var start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(offering + 2);
        try {
            List<Future<?>> offers = new ArrayList<>();
            for (int thread = 0; thread < offering; thread++) {
                int seed = thread;
                offers.add(threads.submit(() -> {
                    start.await();
                    var random = new Random(seed);
                    for (int offer = 0; offer < offersEach; offer++) {
                        buffer.offer(new byte[random.nextInt(20)], 0);
                        Buffer.Books books = buffer.books();
                        if (books.pending() > mostEvents || books.bytes() > mostBytes) {
                            overBound.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            List<Future<?>> takers = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                int seed = thread;
                takers.add(threads.submit(() -> {
                    start.await();
                    takeUntilInterrupted(buffer, new Random(seed));
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> offer : offers) {
                offer.get();
            }
            assertThat(buffer.awaitSettled(Duration.ofMinutes(1))).isTrue();
            takers.forEach(taker -> taker.cancel(true));
        } finally {
            threads.shutdownNow();
        }

        Buffer.Books books = buffer.books();
        assertThat(overBound).hasValue(0);
        assertThat(books.pending()).isZero();
        assertThat(books.bytes()).isZero();
        assertThat(books.delivered() + books.failed() + books.full()).isEqualTo((long) offering * offersEach);
    }

    /** Delivers, gives up, gives back, and settles twice, as lost answers make it happen. */
    private static void takeUntilInterrupted(Buffer buffer, Random random) {
        try {
            while (true) {
                Parcel parcel = buffer.take();
                switch (random.nextInt(4)) {
                    case 0 -> buffer.giveBack(parcel);
                    case 1 -> giveUp(buffer, parcel);
                    default -> buffer.delivered(parcel);
                }
                if (random.nextBoolean()) {
                    buffer.delivered(parcel);
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean giveUp(Buffer buffer, Parcel parcel) {
        boolean claimed = buffer.claim(parcel);
        assertThat(claimed && buffer.claim(parcel)).as("claimed twice").isFalse();
        buffer.failed(parcel);
        return claimed;
    }

    private static void apply(Move move, Buffer buffer, Model model, Random random, int mostEvents, int mostBytes)
            throws InterruptedException {
        switch (move) {
            case OFFER -> {
                byte[] event = new byte[random.nextInt(40)];
                Admission admission = buffer.offer(event, 0);
                model.offered++;
                boolean fits = model.unsettled.size() < mostEvents && model.bytes() + event.length <= mostBytes;
                assertThat(admission)
                        .isEqualTo(model.closed ? Admission.CLOSED : fits ? Admission.ACCEPTED : Admission.FULL);
                if (admission == Admission.ACCEPTED) {
                    Parcel newest = buffer.unsettled().get(model.unsettled.size());
                    model.unsettled.add(newest);
                    model.waiting.add(newest);
                }
            }
            case TAKE -> {
                if (!model.waiting.isEmpty()) {
                    Parcel taken = buffer.take();
                    assertThat(taken).isSameAs(model.waiting.remove(0));
                    model.taken.add(taken);
                }
            }
            case GIVE_BACK -> {
                if (!model.taken.isEmpty()) {
                    Parcel parcel = model.taken.remove(random.nextInt(model.taken.size()));
                    buffer.giveBack(parcel);
                    if (!model.settled.contains(parcel.number())) {
                        model.waiting.add(0, parcel);
                    }
                }
            }
            case DELIVERED, FAILED -> {
                if (!model.taken.isEmpty()) {
                    Parcel parcel = model.taken.get(random.nextInt(model.taken.size()));
                    boolean first = model.settled.add(parcel.number());
                    boolean booked = move == Move.DELIVERED ? buffer.delivered(parcel) : giveUp(buffer, parcel);
                    assertThat(booked).isEqualTo(first);
                    model.book(parcel, move, first);
                }
            }
            case CLOSE -> {
                buffer.close();
                model.closed = true;
            }
        }
    }

    /** What a buffer should know, kept the plain way. */
    private static final class Model {
        private final List<Parcel> unsettled = new ArrayList<>();
        private final List<Parcel> waiting = new ArrayList<>();
        private final List<Parcel> taken = new ArrayList<>();
        private final Set<Long> settled = new HashSet<>();
        private long offered;
        private long delivered;
        private long failed;
        private boolean closed;

        long bytes() {
            return unsettled.stream().mapToLong(parcel -> parcel.bytes().length).sum();
        }

        void book(Parcel parcel, Move move, boolean first) {
            if (first) {
                unsettled.remove(parcel);
                delivered += move == Move.DELIVERED ? 1 : 0;
                failed += move == Move.FAILED ? 1 : 0;
            }
        }
    }
}
