import js from '@eslint/js'
import jsdoc from 'eslint-plugin-jsdoc'
import globals from 'globals'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['node_modules/', '**/dist/', 'reports/runs/', 'reports/profiles/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        project: [
          './tsconfig.json',
          './target/gateway/tsconfig.json',
          './reports/html/client/tsconfig.json',
          './examples/nestjs-fastify/tsconfig.json',
          './test/support/gateways/tutorial/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { jsdoc },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
    },
  },
  {
    files: ['target/**/*.ts', 'scenarios/**/*.ts', 'load/**/*.ts', 'reports/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration'],
        },
      ],
    },
  },
  {
    files: ['target/gateway/**/*.ts', 'examples/nestjs-fastify/**/*.ts', 'test/support/gateways/tutorial/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['scripts/**/*.js', 'target/**/*.js', 'scenarios/**/*.js', 'examples/**/*.js', '*.js', '*.cjs'],
    ...tseslint.configs.disableTypeChecked,
  },
  {
    files: ['reports/html/client/*.js'],
    languageOptions: { globals: { ...globals.browser, uPlot: 'readonly' } },
  },
  { files: ['**/*.config.js', '**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
)
