// The browser lets no text become markup or script here but through this policy, and it lets through only what can be neither: the
// component library's styles, which hold no `<`.

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): unknown;
}

const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;

factory?.createPolicy('default', {
  createHTML(text) {
    if (text.includes('<')) throw new TypeError('markup is never made from a text');
    return text;
  },
});
