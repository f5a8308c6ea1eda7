// SPDX-License-Identifier: Apache-2.0
package io.keysurge.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import io.keysurge.contract.ResponseStep;
import io.keysurge.fixture.Trial;
import io.keysurge.keyring.Keyring.Status;
import io.keysurge.revoke.Connector.Standing.Known;
import io.keysurge.revoke.Connector.Standing.Unknown;
import io.keysurge.revoke.Connector.Traits;
import io.keysurge.revoke.Outcome.Done;
import io.keysurge.revoke.Outcome.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every connector whose provider can switch a key off and on again. */
public interface SwitchContract {

    /** The connector, asked to act on the identity whose key is {@link #key}. */
    Trial trial();

    /** Id of the key. */
    String key();

    /** What the key is called where people read it. */
    String theKey();

    /** What the connector calls its provider. */
    String title();

    /** Lets the provider show the key so. */
    void holds(Status status);

    /** What was called that changes something, oldest first. */
    List<String> changes();

    /** How a key stands, as the ledger holds it. */
    default String state(Status status) {
        return new KeyState(key(), status).toJson();
    }

    @Test
    default void can_suspend_and_revoke_and_be_asked() {
        assertThat(trial().connector().traits()).isEqualTo(new Traits(true, true, true, false));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUSPEND", "REVOKE"})
    default void refuses_any_other_step(ResponseStep step) {
        assertThat(trial().execute(step, null)).isEqualTo(new Refused(title() + " cannot " + step));
        assertThat(trial().plan(step)).isEqualTo("nothing: " + title() + " cannot " + step);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void refuses_an_identity_whose_key_nobody_named() {
        Trial other = Trial.on("nhi-9", trial().connector());

        assertThat(other.plan(ResponseStep.SUSPEND))
                .startsWith("nothing: sink.")
                .endsWith("names no key of nhi-9");
        assertThat(other.execute(ResponseStep.SUSPEND, null)).isInstanceOf(Refused.class);
        assertThat(other.standing(ResponseStep.SUSPEND, null)).isInstanceOf(Unknown.class);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void tells_a_suspended_key_from_a_revoked_one() {
        holds(Status.ON);
        assertThat(trial().standing(ResponseStep.SUSPEND, null)).isEqualTo(new Known(false, state(Status.ON)));
        assertThat(trial().standing(ResponseStep.REVOKE, null)).isEqualTo(new Known(false, state(Status.ON)));

        holds(Status.OFF);
        assertThat(trial().standing(ResponseStep.SUSPEND, null)).isEqualTo(new Known(true, state(Status.OFF)));
        assertThat(trial().standing(ResponseStep.REVOKE, null)).isEqualTo(new Known(false, state(Status.OFF)));
        assertThat(trial().execute(ResponseStep.SUSPEND, null)).isEqualTo(new Done(theKey() + " was disabled already"));
        assertThat(changes()).isEmpty();
    }

    @Test
    default void has_nothing_to_revoke_and_nothing_to_suspend_when_the_key_is_gone() {
        holds(Status.GONE);

        assertThat(trial().standing(ResponseStep.REVOKE, null)).isEqualTo(new Known(true, state(Status.GONE)));
        assertThat(trial().execute(ResponseStep.REVOKE, null)).isEqualTo(new Done(theKey() + " is gone already"));
        assertThat(trial().standing(ResponseStep.SUSPEND, null)).isInstanceOf(Unknown.class);
        assertThat(trial().execute(ResponseStep.SUSPEND, null)).isInstanceOf(Refused.class);
        assertThat(trial().undo(ResponseStep.SUSPEND, state(Status.ON)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.answer()).startsWith(theKey() + " is gone"));
        assertThat(changes()).isEmpty();
    }

    @Test
    default void gives_back_only_what_was_there_before() {
        holds(Status.OFF);
        assertThat(trial().undo(ResponseStep.SUSPEND, state(Status.OFF)))
                .isEqualTo(new Done(theKey() + " was disabled before the action too, and stays so"));

        holds(Status.ON);
        assertThat(trial().undo(ResponseStep.SUSPEND, state(Status.ON)))
                .isEqualTo(new Done(theKey() + " was enabled already"));
        assertThat(changes()).isEmpty();

        holds(Status.OFF);
        assertThat(trial().undo(ResponseStep.SUSPEND, state(Status.ON))).isEqualTo(new Done(theKey() + " is enabled"));
        assertThat(changes()).hasSize(1);
    }

    @Test
    default void cannot_undo_a_revocation() {
        assertThat(trial().undo(ResponseStep.REVOKE, state(Status.ON)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.answer())
                                .startsWith("a REVOKE cannot be undone: make a new ")
                                .endsWith("and hand it out"));
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "x",
                "{}",
                "{\"key\":\"\",\"status\":\"ON\"}",
                "{\"key\":\"a\",\"status\":\"on\"}",
                "{\"key\":\"a\",\"status\":1}"
            })
    default void undoes_nothing_without_knowing_what_was_before(@Nullable String priorState) {
        holds(Status.OFF);

        assertThat(trial().undo(ResponseStep.SUSPEND, priorState))
                .isEqualTo(new Refused("nobody wrote down how the key stood before"));
        assertThat(changes()).isEmpty();
    }
}
