const development = process.argv.includes("--dev");
// Libraries read this when they are first imported, so it comes before them.
process.env.NODE_ENV = development ? "development" : "production";

const { launch } = await import("#app/http/launch.server.ts");
await launch(development);

export {};
