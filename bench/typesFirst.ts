import Module from 'node:module';

/** By itself Node.js takes `Runway.node.json`, which stands beside it, for what `./Runway.node` means. */
const extensions = (Module as unknown as { _extensions: Record<string, unknown> })._extensions;
const json = extensions['.json'];
delete extensions['.json'];
extensions['.json'] = json;
