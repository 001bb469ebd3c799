import { testPart } from "./suite.js";

testPart("draft2020-12", { draft: "draft2020-12", tests: 1299 }, 10);
