/**
 * What we promise on the wire: one generated class per Avro record of {@code src/main/avro}, never edited by hand.
 *
 * <p>Besides the generated classes only what lets Avro use them lives here. Not null-marked: generated getters of
 * optional fields answer null.
 */
package io.keysurge.contract;
