/**
 * Names below which anybody may have one, so that no browser takes a cookie for all of them: those of hosts where apps of Node.js
 * run, and those of countries that have a second level, as publicsuffix.org listed them in 2026. What is not here is not said to be
 * none: the whole list has over nine thousand.
 */
const SUFFIXES: ReadonlySet<string> = new Set(
  `herokuapp.com vercel.app now.sh netlify.app onrender.com fly.dev up.railway.app github.io githubpreview.dev
  gitlab.io pages.dev workers.dev r2.dev web.app firebaseapp.com appspot.com cloudfunctions.net
  azurewebsites.net azurestaticapps.net cloudapp.net azure-api.net elasticbeanstalk.com amplifyapp.com
  cloudfront.net s3.amazonaws.com repl.co replit.app surge.sh deno.dev ngrok.io ngrok.app ngrok.dev
  ngrok-free.app ngrok-free.dev trycloudflare.com csb.app ondigitalocean.app zeabur.app wixsite.com blogspot.com
  co.uk org.uk me.uk ltd.uk ac.uk gov.uk com.au net.au org.au edu.au co.nz org.nz net.nz co.za org.za co.in
  net.in org.in co.jp or.jp ne.jp ac.jp co.kr or.kr com.br net.br org.br com.cn net.cn org.cn com.tw org.tw
  com.hk com.sg com.my com.ph com.mx com.ar com.co com.pe com.tr com.ua com.pl net.pl co.il org.il co.id co.th
  com.vn com.ng co.ke com.eg com.sa com.pk com.bd eu.org
  a.run.app hf.space streamlit.app vercel.dev ts.net lovable.app bolt.host duckdns.org myshopify.com webflow.io framer.app
  us-east-1.elasticbeanstalk.com us-west-2.elasticbeanstalk.com execute-api.us-east-1.amazonaws.com nhs.uk co.at or.at com.es
  com.pt com.gr com.ro gob.mx com.ve com.ec com.uy edu.cn gov.cn go.jp gov.in ac.in edu.tr gov.br`.split(/\s+/),
)

/** Whether anybody may have a name below this one, as far as the kept list knows. @param domain in lower case, no dot in front */
export const isListedSuffix = (domain: string): boolean => SUFFIXES.has(domain)
