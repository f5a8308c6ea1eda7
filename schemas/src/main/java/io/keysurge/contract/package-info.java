/**
 * What we promise on the wire: one generated class per Avro record of {@code src/main/avro}, never edited by hand.
 *
 * <p>Besides the generated classes only {@link io.keysurge.contract.Contracts} lives here. Not null-marked: generated
 * getters of optional fields answer null.
 */
package io.keysurge.contract;
