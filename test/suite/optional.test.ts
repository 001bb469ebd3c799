import { reportPart } from "./suite.js";

reportPart("draft2020-12/optional", { draft: "draft2020-12", under: "optional", tests: 162 });
reportPart("draft7/optional", { draft: "draft7", under: "optional", tests: 118 });
