// ESLint's recommended rules and the ones OCA adds to them. Odoo's files are modules
// whatever their suffix; only the linters' own configurations are CommonJS.
const js = require("@eslint/js");
const globals = require("globals");

module.exports = [
    {ignores: [".lab/**", "static/lib/**", "static/src/lib/**"]},
    js.configs.recommended,
    {
        languageOptions: {
            ecmaVersion: 2024,
            globals: {...globals.browser, luxon: "readonly", odoo: "readonly"},
            sourceType: "module",
        },
        rules: {
            complexity: ["error", 15],
            eqeqeq: "error",
            "no-else-return": "error",
            "no-eval": "error",
            "no-lonely-if": "error",
            "no-param-reassign": "error",
            "no-shadow": "error",
            "no-unneeded-ternary": "error",
            "no-unused-expressions": "error",
            // What a file is for stands on top; the functions that help follow.
            "no-use-before-define": ["error", {functions: false}],
            "no-useless-concat": "error",
            "operator-assignment": "error",
            "prefer-const": "error",
            radix: "error",
            yoda: "error",
        },
    },
    {
        files: ["**/*.cjs"],
        languageOptions: {globals: globals.node, sourceType: "commonjs"},
    },
];
