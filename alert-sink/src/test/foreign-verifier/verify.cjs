// Verifies one webhook with the library at the path that it is given, as a receiver in Node does. The webhook comes as
// JSON on the standard input; a webhook that is not good ends the process with an error.
const { readFileSync } = require("node:fs");
const { Webhook } = require(process.argv[2]);

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
new Webhook(secret).verify(body, headers);
