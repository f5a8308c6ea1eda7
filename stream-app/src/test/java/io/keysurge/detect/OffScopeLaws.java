// SPDX-License-Identifier: Apache-2.0
package io.keysurge.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.detect.Usage.Result;
import io.keysurge.detect.Verdict.Signal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What holds for every declared scope, whatever is called. */
class OffScopeLaws {

    private static final OffScope OFF_SCOPE = new OffScope();
    private static final List<String> ORDER = List.of("public", "internal", "confidential", "restricted");

    @Provide
    Arbitrary<Scope> scopes() {
        return Combinators.combine(names(), names(), names(), classes(), Arbitraries.of(true, false))
                .as(Scope::new);
    }

    @Provide
    Arbitrary<Usage> calls() {
        return Combinators.combine(name(), name(), name(), classes(), Arbitraries.of(Result.class))
                .as(OffScopeLaws::call);
    }

    private static Arbitrary<Set<String>> names() {
        return Arbitraries.of("a", "b", "c").set().ofMaxSize(2);
    }

    private static Arbitrary<@Nullable String> name() {
        return Arbitraries.of("a", "b", "c", "").injectNull(0.2);
    }

    private static Arbitrary<@Nullable String> classes() {
        return Arbitraries.of("public", "internal", "confidential", "restricted", "RESTRICTED", "secret", "")
                .injectNull(0.2);
    }

    @Property
    void says_nothing_where_nothing_was_declared(@ForAll("calls") Usage call) {
        assertThat(OFF_SCOPE.judge(Scope.NONE, call, 0)).isEmpty();
        assertThat(Scope.NONE.isDeclared()).isFalse();
    }

    @Property
    void says_nothing_of_what_was_declared_or_refused(@ForAll("scopes") Scope scope, @ForAll("calls") Usage call) {
        List<Signal> signals = OFF_SCOPE.judge(scope, call, 0);
        assertThat(signals).extracting(Signal::subject).doesNotHaveDuplicates().noneMatch(declared(scope)::contains);
        if (!signals.isEmpty()) {
            assertThat(call.isServed()).isTrue();
            assertThat(scope.isDeclared()).isTrue();
        }
        Statistics.label("speaks")
                .collect(!signals.isEmpty())
                .coverage(seen -> seen.check(true).percentage(share -> share > 20));
    }

    @Property
    void declaring_one_more_name_never_brings_a_sign_of_its_kind(
            @ForAll("scopes") Scope scope, @ForAll("calls") Usage call) {
        var wider = new Scope(
                scope.models(), scope.regions(), Set.of("a", "b", "c"), scope.dataClassification(), scope.admin());
        assertThat(subjects(scope, call)).containsAll(subjects(wider, call));
    }

    @Property
    void a_higher_class_declared_allows_whatever_a_lower_one_did(@ForAll("calls") Usage call) {
        for (int i = 1; i < ORDER.size(); i++) {
            assertThat(subjects(reaching(ORDER.get(i - 1)), call)).containsAll(subjects(reaching(ORDER.get(i)), call));
        }
        assertThat(subjects(reaching("restricted"), call)).isEmpty();
        assertThat(subjects(reaching("secret"), call)).isEmpty();
    }

    @Property
    void an_administrator_s_key_is_off_scope_with_the_first_model_that_answers_unless_models_were_declared(
            @ForAll("calls") Usage call) {
        var admin = new Scope(Set.of(), Set.of(), Set.of(), null, true);
        assertThat(subjects(admin, call))
                .isEqualTo(call.isServed() && call.model() != null ? List.of(OffScope.INFERENCE) : List.of());
        var declared = new Scope(Set.of("a"), Set.of(), Set.of(), null, true);
        assertThat(subjects(declared, call)).doesNotContain(OffScope.INFERENCE);
    }

    private static Set<String> declared(Scope scope) {
        return Stream.of(
                        scope.models().stream().map(name -> "model " + name),
                        scope.regions().stream().map(name -> "region " + name),
                        scope.operations().stream().map(name -> "operation " + name))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
    }

    private static Scope reaching(String dataClassification) {
        return new Scope(Set.of(), Set.of(), Set.of(), dataClassification, false);
    }

    private static List<String> subjects(Scope scope, Usage call) {
        return OFF_SCOPE.judge(scope, call, 0).stream()
                .map(signal -> String.valueOf(signal.subject()))
                .toList();
    }

    private static Usage call(
            @Nullable String model,
            @Nullable String region,
            @Nullable String operation,
            @Nullable String dataClassification,
            Result result) {
        return new Usage(
                "event-1",
                0,
                "nhi-1",
                null,
                null,
                null,
                model,
                null,
                region,
                null,
                operation,
                dataClassification,
                10,
                1,
                0,
                1,
                -1,
                null,
                true,
                result,
                new Position("usage", 0, 0));
    }
}
