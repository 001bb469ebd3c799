import { testPart } from "./suite.js";

testPart("draft7", { draft: "draft7", tests: 927 }, 10);
