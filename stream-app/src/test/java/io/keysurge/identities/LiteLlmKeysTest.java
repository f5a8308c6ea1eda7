// SPDX-License-Identifier: Apache-2.0
package io.keysurge.identities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keysurge.contract.IdentityKind;
import io.keysurge.contract.IdentityRecord;
import io.keysurge.identities.LiteLlmKeys.Imported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("LiteLLM's keys as identities")
class LiteLlmKeysTest {

    private static final String TOKEN = "80321a12d03412c527f2bd9db5fabd746abead2e1d50b435a534432fbaca9ef5";

    @TempDir
    private Path folder;

    @Test
    void become_a_file_that_can_be_applied() throws Exception {
        Imported imported = read("""
                {"keys": [
                  {"token": "%s", "key_name": "sk-...SECR", "key_alias": "billing-bot", "user_id": "ada", "team_id": "t-1",
                   "team_alias": "payments", "models": ["gpt-a", "all-team-models"], "max_budget": 12.5,
                   "budget_duration": "30d", "soft_budget": 10, "metadata": {"environment": "production"}},
                  {"token": "%s", "key_alias": null, "models": [], "max_budget": 3, "budget_duration": "13d"},
                  {"key_name": "sk-...SECR"}
                ], "total_count": 3}""".formatted(TOKEN, TOKEN));
        Path yaml = folder.resolve("imported.yaml");
        Files.writeString(yaml, imported.yaml());

        Map<String, IdentityRecord> identities = IdentityFolder.read(yaml).identities();

        assertThat(identities).containsOnlyKeys("billing-bot", "litellm-80321a12d034");
        IdentityRecord bot = identities.get("billing-bot");
        assertThat(bot.getKind()).isEqualTo(IdentityKind.API_KEY);
        assertThat(bot.getOwner()).isEqualTo("ada");
        assertThat(bot.getBusinessUnit()).isEqualTo("payments");
        assertThat(bot.getEnvironment()).isEqualTo("production");
        assertThat(bot.getDeclaredModels()).containsExactly("gpt-a");
        assertThat(bot.getBudgets())
                .extracting(budget -> budget.getName() + " " + budget.getPeriod() + " " + budget.getHard())
                .containsExactly("litellm-max_budget month true", "litellm-soft_budget month false");
        assertThat(imported.identities()).isEqualTo(2);
        assertThat(imported.warnings())
                .containsExactly(
                        "key litellm-80321a12d034: max_budget left out, its budget_duration is none that is known here"
                                + " (expected: one of 1h, 1d, 7d, 30d, 1mo)",
                        "key 3: neither key_alias nor a hashed token; left out (expected: an answer with"
                                + " return_full_object=true)");
        assertThat(imported.yaml()).doesNotContain("SECR");
    }

    @Test
    void are_found_in_the_answer_about_one_key_and_in_a_bare_array() throws Exception {
        assertThat(read("{\"key\": \"x\", \"info\": {\"key_alias\": \"one\"}}").yaml())
                .contains("one");
        assertThat(read("[{\"key_alias\": \"two\"}]").yaml()).contains("two");
    }

    @Test
    void are_refused_where_there_are_none() {
        assertThatThrownBy(() -> read("{\"error\": \"sk-live-0123456789abcdef\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no key (expected: what LiteLLM's /key/list")
                .hasMessageNotContaining("0123456789");
        assertThatThrownBy(() -> read("sk-live-0123456789abcdef"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not JSON at line 1")
                .hasMessageNotContaining("0123456789");
    }

    private Imported read(String json) throws IOException {
        Path answer = folder.resolve("answer.json");
        Files.writeString(answer, json);
        return LiteLlmKeys.read(answer);
    }
}
